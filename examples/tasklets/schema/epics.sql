CREATE TABLE epics (
    id          serial PRIMARY KEY,
    product_id  integer NOT NULL REFERENCES products ON DELETE CASCADE,
    key         text NOT NULL UNIQUE,
    title       text NOT NULL,
    status      work_status NOT NULL DEFAULT 'open',
    target_week daterange,
    created_at  timestamptz NOT NULL DEFAULT now()
);
