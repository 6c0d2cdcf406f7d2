ALTER TABLE books ADD COLUMN isbn text;--> statement-breakpoint
ALTER TABLE books ADD CONSTRAINT books_isbn_key UNIQUE (isbn);
