CREATE TABLE tags (
    id          serial PRIMARY KEY,
    name        slug NOT NULL UNIQUE,
    description text NOT NULL,
    color       char(7) NOT NULL CHECK (color ~ '^#[0-9A-F]{6}$'),
    sort        smallint NOT NULL
);
