-- migrate:up
CREATE INDEX books_title_idx ON books (title);

-- migrate:down
DROP INDEX books_title_idx;
