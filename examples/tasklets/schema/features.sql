CREATE TABLE features (
    id         serial PRIMARY KEY,
    epic_id    integer NOT NULL REFERENCES epics ON DELETE CASCADE,
    key        text NOT NULL UNIQUE,
    title      text NOT NULL,
    acceptance text[] NOT NULL DEFAULT '{}',
    status     work_status NOT NULL DEFAULT 'open',
    priority   priority NOT NULL DEFAULT 'medium',
    created_at timestamptz NOT NULL DEFAULT now()
);
