-- Configurations of AI tools, and their tags.
-- migrate:up
CREATE TABLE tags (
    id          serial PRIMARY KEY,
    name        slug NOT NULL UNIQUE,
    description text NOT NULL,
    color       char(7) NOT NULL CHECK (color ~ '^#[0-9A-F]{6}$'),
    sort        smallint NOT NULL
);

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

CREATE TABLE ai_config_tags (
    ai_config_id uuid NOT NULL REFERENCES ai_configs ON DELETE CASCADE,
    tag_id       integer NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (ai_config_id, tag_id)
);

-- migrate:down
DROP TABLE ai_config_tags, ai_configs, tags;
