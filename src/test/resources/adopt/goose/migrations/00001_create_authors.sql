-- +goose Up
CREATE TABLE authors (
    id integer PRIMARY KEY,
    name text NOT NULL
);

-- +goose Down
DROP TABLE authors;
