CREATE OR REPLACE VIEW book_list AS
SELECT books.title, authors.name FROM books JOIN authors ON authors.id = books.author_id;
