-- migrate:up
CREATE TABLE authors (
    id integer PRIMARY KEY,
    name text NOT NULL
);

-- migrate:down
DROP TABLE authors;
