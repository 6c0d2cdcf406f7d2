CREATE TABLE ai_config_tags (
    ai_config_id uuid NOT NULL REFERENCES ai_configs ON DELETE CASCADE,
    tag_id       integer NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (ai_config_id, tag_id)
);
