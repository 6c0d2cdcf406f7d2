CREATE TABLE ai_configs (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id   integer NOT NULL REFERENCES tenants,
    product_id  integer REFERENCES products ON DELETE CASCADE,
    slug        slug NOT NULL UNIQUE,
    title       text NOT NULL,
    content     text NOT NULL,
    parameters  jsonb NOT NULL DEFAULT '{}',
    temperature double precision NOT NULL DEFAULT 0.2,
    version     integer NOT NULL DEFAULT 1 CHECK (version > 0),
    checksum    bytea GENERATED ALWAYS AS (decode(md5(content), 'hex')) STORED,
    updated_at  timestamptz NOT NULL DEFAULT now()
);
