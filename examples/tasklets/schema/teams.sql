CREATE TABLE teams (
    id         serial PRIMARY KEY,
    tenant_id  integer NOT NULL REFERENCES tenants,
    slug       slug NOT NULL UNIQUE,
    name       text NOT NULL,
    lead_id    integer,
    work_hours tstzrange,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Teams and users point at each other, so one of the keys has to come by itself.
ALTER TABLE teams
    ADD CONSTRAINT teams_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES users DEFERRABLE INITIALLY DEFERRED;
