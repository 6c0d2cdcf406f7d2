CREATE TABLE team_members (
    team_id   integer NOT NULL REFERENCES teams ON DELETE CASCADE,
    user_id   integer NOT NULL REFERENCES users ON DELETE CASCADE,
    share     real NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
    joined_on date NOT NULL DEFAULT current_date,
    PRIMARY KEY (team_id, user_id)
);
