package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRecorder;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.SeededFile;
import dev.seedbank.backend.SeededRows;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was seeded: {@code seedbank.seeds} has a row for each file, which everybody may read, {@code seedbank.seed_rows} its rows' hashes,
 * many in a row, which only who may write them reads: a hash tells those who can guess what was hashed. It is a help and no data: where
 * it is not as it should be, or this role may not use it, nothing is known.
 */
public record PostgresSeedLedger(Session session) {
    private static final String TABLES = "the tables seeds and seed_rows of the schema " + Schemas.OWN;

    /** Two processes that create the same table at once disturb each other even with "if not exists". */
    private static final long LOCK = 73332266;

    private static final String CREATE = """
            create table if not exists seedbank.seeds (
                file text, collection text, part uuid not null, hash text not null, rows bigint not null, behind boolean not null,
                seeded_at timestamptz not null default pg_catalog.clock_timestamp(), primary key (file, collection));
            grant select on seedbank.seeds to public;
            create table if not exists seedbank.seed_rows (part uuid, number int, hashes bytea not null, primary key (part, number));
            alter table seedbank.seed_rows alter column hashes set storage external""";

    /** Each of the two tables that is there: whether it has these columns, and may be read and written. */
    private static final String STATES = """
            select c.relname::text,
                (select pg_catalog.count(*) = pg_catalog.cardinality(want.columns) from pg_catalog.pg_attribute a
                    where a.attrelid = c.oid and a.attname = any (want.columns) and not a.attisdropped),
                pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, 'SELECT'),
                pg_catalog.has_table_privilege(c.oid, 'INSERT') and pg_catalog.has_table_privilege(c.oid, 'UPDATE')
                    and pg_catalog.has_table_privilege(c.oid, 'DELETE')
            from (values ('seeds', array['file', 'collection', 'part', 'hash', 'rows', 'behind', 'seeded_at']::name[]),
                ('seed_rows', array['part', 'number', 'hashes']::name[])) as want (name, columns)
            join pg_catalog.pg_class c on c.relname = want.name and c.relkind = 'r'
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = ?""";

    private static final String NOTE = """
            insert into seedbank.seeds as noted (file, collection, part, hash, rows, behind) values (?, ?, ?, ?, ?, ?)
            on conflict (file, collection) do update set part = excluded.part, hash = excluded.hash, rows = excluded.rows,
                behind = excluded.behind, seeded_at = excluded.seeded_at""";

    private static final String SWEEP =
            "delete from seedbank.seed_rows r where not exists (select from seedbank.seeds s where s.part = r.part)";

    private record State(String table, boolean asMade, boolean readable, boolean writable) {}

    private List<State> states() {
        return session.query(
                STATES,
                row -> new State(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)),
                Schemas.OWN);
    }

    private static boolean isWritable(List<State> states) {
        return states.size() == 2 && states.stream().allMatch(it -> it.asMade() && it.readable() && it.writable());
    }

    private boolean isReadable(String table) {
        return states().stream().anyMatch(it -> it.table().equals(table) && it.asMade() && it.readable());
    }

    /**
     * Makes the tables if they are not there, in a transaction of its own.
     *
     * @return why this role cannot write them, in words; empty if it can. One that seeds need not be one that makes tables
     */
    public Optional<String> prepare() {
        var states = states();
        return states.size() == 2 ? unwritable(states) : create();
    }

    private static Optional<String> unwritable(List<State> states) {
        if (isWritable(states)) {
            return Optional.empty();
        }
        return Optional.of(
                states.stream().allMatch(State::asMade)
                        ? "the URL's role may not write to " + TABLES
                        : TABLES + " do not have the structure that this version expects");
    }

    private Optional<String> create() {
        session.begin("");
        try {
            session.run("select pg_catalog.pg_advisory_xact_lock(?)", LOCK);
            var schema = new OwnSchema(session);
            boolean allowed = schema.isAllowed();
            if (allowed) {
                schema.require();
            }
            var made = allowed ? session.attempt(CREATE) : Optional.<Failure>empty();
            session.commit();
            return made.isPresent() ? Optional.of(TABLES + " cannot be created") : unwritable(states());
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    /** The files that were seeded; none if that is not known. */
    public List<SeededFile> files() {
        return isReadable("seeds")
                ? session.query(
                        "select file, collection, hash, rows, behind, seeded_at from seedbank.seeds",
                        row -> new SeededFile(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getBoolean(5),
                                row.getObject(6, OffsetDateTime.class).toInstant()))
                : List.of();
    }

    /** What was noted of the file. */
    public Optional<SeededFile> file(String file, Collection collection) {
        return files().stream()
                .filter(one -> one.file().equals(file) && one.collection().equals(name(collection)))
                .findFirst();
    }

    /** Whether there are notes of rows, and this role may not read them. */
    public boolean hidesRows() {
        return states().stream().anyMatch(it -> it.table().equals("seed_rows") && !it.readable());
    }

    /** The rows that were noted of a file; none for a role that may not read them. */
    public SeededRows rows(String file, Collection collection) {
        var rows = new SeededRows();
        if (isReadable("seed_rows")) {
            session.query(
                    "select r.hashes from seedbank.seed_rows r join seedbank.seeds s on s.part = r.part"
                            + " where s.file = ? and s.collection = ? order by r.number",
                    row -> {
                        rows.add(row.getBytes(1));
                        return "";
                    },
                    file,
                    name(collection));
        }
        return rows;
    }

    /** Begins to note a file; empty if there is nothing new to note. It is for a role that may write. */
    public Optional<SeedRecorder> begin(SeedSource source, Collection target, boolean update) {
        var before = file(source.file(), target);
        if (before.filter(it -> it.isCurrent(source, update)).isPresent()) {
            return Optional.empty();
        }
        boolean skips = before.isPresent() && !update;
        return Optional.of(new SeedRecorder(
                skips ? rows(source.file(), target) : new SeededRows(), new Parts(session, source, name(target))));
    }

    /** Forgets the files of collections whose rows are gone, in the transaction that removed them. */
    public void forget(List<Collection> collections) {
        if (!collections.isEmpty() && isWritable(states())) {
            session.run(
                    "delete from seedbank.seeds where collection = any (?)",
                    collections.stream().map(PostgresSeedLedger::name).toList());
            session.run(SWEEP);
        }
    }

    /** The same whichever schemas the settings name. */
    private static String name(Collection collection) {
        return collection.namespace() + "." + collection.name();
    }

    private static final class Parts implements SeedRecorder.Storage {
        private final Session session;
        private final SeedSource source;
        private final String collection;
        private final UUID part = UUID.randomUUID();
        private int number;

        Parts(Session session, SeedSource source, String collection) {
            this.session = session;
            this.source = source;
            this.collection = collection;
        }

        @Override
        public void part(byte[] rows) {
            session.run("insert into seedbank.seed_rows (part, number, hashes) values (?, ?, ?)", part, ++number, rows);
        }

        @Override
        public void complete(long rows, boolean behind) {
            session.run(NOTE, source.file(), collection, part, source.hash(), rows, behind);
            session.run(SWEEP);
        }
    }
}
