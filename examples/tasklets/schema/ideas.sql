CREATE TABLE ideas (
    id         serial PRIMARY KEY,
    tenant_id  integer NOT NULL REFERENCES tenants,
    product_id integer REFERENCES products ON DELETE SET NULL,
    author_id  integer NOT NULL REFERENCES users,
    slug       slug NOT NULL UNIQUE,
    title      text NOT NULL,
    body       text NOT NULL,
    status     work_status NOT NULL DEFAULT 'open',
    vote_count integer NOT NULL DEFAULT 0,
    search     tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ideas_search_idx ON ideas USING gin (search);
