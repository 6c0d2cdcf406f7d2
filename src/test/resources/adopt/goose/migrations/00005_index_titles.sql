-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY books_title_idx ON books (title);

-- +goose Down
DROP INDEX books_title_idx;
