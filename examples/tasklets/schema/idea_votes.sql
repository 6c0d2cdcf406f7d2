CREATE TABLE idea_votes (
    idea_id  integer NOT NULL REFERENCES ideas ON DELETE CASCADE,
    user_id  integer NOT NULL REFERENCES users ON DELETE CASCADE,
    weight   smallint NOT NULL DEFAULT 1 CHECK (weight BETWEEN -1 AND 3),
    voted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (idea_id, user_id)
);

-- A counter that the application reads. It counts on every insert, so a restore that lets triggers fire counts twice.
CREATE FUNCTION count_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ideas SET vote_count = vote_count + NEW.weight WHERE id = NEW.idea_id;
    RETURN NEW;
END $$;
CREATE TRIGGER idea_votes_count AFTER INSERT ON idea_votes FOR EACH ROW EXECUTE FUNCTION count_vote();
