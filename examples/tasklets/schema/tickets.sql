CREATE TABLE tickets (
    id            serial PRIMARY KEY,
    client_id     integer NOT NULL REFERENCES clients ON DELETE CASCADE,
    product_id    integer NOT NULL REFERENCES products,
    reporter_id   integer NOT NULL REFERENCES users,
    task_id       bigint REFERENCES tasks ON DELETE SET NULL,
    number        text NOT NULL UNIQUE,
    kind          ticket_kind NOT NULL,
    title         text NOT NULL,
    body          text NOT NULL,
    status        work_status NOT NULL DEFAULT 'open',
    first_reply   interval,
    comment_count integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now()
);
