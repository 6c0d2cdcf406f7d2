-- Ideas, and the votes for them.
-- migrate:up
CREATE TABLE ideas (
    id         serial PRIMARY KEY,
    tenant_id  integer NOT NULL REFERENCES tenants,
    product_id integer REFERENCES products ON DELETE SET NULL,
    author_id  integer NOT NULL REFERENCES users,
    slug       slug NOT NULL UNIQUE,
    title      text NOT NULL,
    body       text NOT NULL,
    status     work_status NOT NULL DEFAULT 'open',
    vote_count integer NOT NULL DEFAULT 0,
    search     tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ideas_search_idx ON ideas USING gin (search);

CREATE TABLE idea_votes (
    idea_id  integer NOT NULL REFERENCES ideas ON DELETE CASCADE,
    user_id  integer NOT NULL REFERENCES users ON DELETE CASCADE,
    weight   smallint NOT NULL DEFAULT 1 CHECK (weight BETWEEN -1 AND 3),
    voted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (idea_id, user_id)
);

-- A counter that the application reads. It counts on every insert, so a restore that lets triggers fire counts twice.
CREATE FUNCTION count_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ideas SET vote_count = vote_count + NEW.weight WHERE id = NEW.idea_id;
    RETURN NEW;
END $$;
CREATE TRIGGER idea_votes_count AFTER INSERT ON idea_votes FOR EACH ROW EXECUTE FUNCTION count_vote();

-- migrate:down
DROP TABLE idea_votes, ideas;
DROP FUNCTION count_vote;
