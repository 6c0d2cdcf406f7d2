CREATE TABLE comments (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    author_id  integer NOT NULL REFERENCES users,
    ticket_id  integer REFERENCES tickets ON DELETE CASCADE,
    task_id    bigint REFERENCES tasks ON DELETE CASCADE,
    body       text NOT NULL,
    internal   boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comments_one_target_check CHECK (num_nonnulls(ticket_id, task_id) = 1)
);

-- A counter that the application reads. It counts on every insert, so a restore that lets triggers fire counts twice.
CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets SET comment_count = comment_count + 1 WHERE id = NEW.ticket_id;
    RETURN NEW;
END $$;
CREATE TRIGGER comments_count AFTER INSERT ON comments FOR EACH ROW EXECUTE FUNCTION count_comment();
