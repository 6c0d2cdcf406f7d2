CREATE TABLE products (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id    integer NOT NULL REFERENCES tenants,
    team_id      integer REFERENCES teams ON DELETE SET NULL,
    code         varchar(12) NOT NULL UNIQUE CHECK (code = upper(code)),
    name         text NOT NULL,
    display_name text GENERATED ALWAYS AS (code || ': ' || name) STORED,
    repository   text,
    released_on  date,
    created_at   timestamptz NOT NULL DEFAULT now()
);
