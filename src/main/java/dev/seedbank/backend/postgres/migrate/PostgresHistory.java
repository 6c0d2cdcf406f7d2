package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Words;
import dev.seedbank.backend.postgres.catalog.OwnSchema;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** {@code seedbank.migrations}: a row for each run of a migration. Times are the server's. */
public record PostgresHistory(Session session) {
    static final String TABLE = Schemas.OWN + ".migrations";

    /** What everybody may see: not the files' text. */
    private static final String COLUMNS =
            "number, kind, version, description, file, checksum, state, started_at, took_ms, run_by, "
                    + "done, statements, position, error, source";

    private static final String CREATE = """
            create table seedbank.migrations (
                number bigint generated always as identity primary key,
                kind text not null, version text not null, description text not null, file text not null,
                checksum text not null, content text,
                state text not null, started_at timestamptz not null default pg_catalog.clock_timestamp(), took_ms bigint not null default 0,
                run_by text not null, done int not null default 0, statements int not null default 0,
                position text not null default '', error text not null default '', source text not null);
            grant select (%s) on seedbank.migrations to public;
            create table seedbank.lease (
                work text primary key, token bigint not null, owner text not null, application text not null,
                place text not null, process text not null, since timestamptz not null, expires_at timestamptz not null);
            grant select on seedbank.lease to public""".formatted(COLUMNS);

    /** Two processes that create the same table at once disturb each other even with "if not exists". */
    private static final long LOCK = 73332266;

    /** Whether a migration was ever run or recorded here. */
    public boolean exists() {
        return session.test(
                "select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = 'migrations' and c.relkind = 'r')",
                Schemas.OWN);
    }

    /** In the order in which they began, without the files' text. */
    public List<HistoryEntry> entries() {
        return exists()
                ? session.query(
                        "select " + COLUMNS + " from " + TABLE + " order by number",
                        row -> entry(row, Optional.empty()))
                : List.of();
    }

    /** The last entry of the same migration. */
    Optional<HistoryEntry> last(HistoryEntry entry) {
        boolean repeatable = entry.kind() == Kind.REPEATABLE;
        return session.first(
                "select " + COLUMNS + " from " + TABLE + " where (kind = 'repeatable') = ? and "
                        + (repeatable ? "description" : "version") + " = ? order by number desc limit 1",
                row -> entry(row, Optional.empty()),
                repeatable,
                repeatable ? entry.description() : entry.version());
    }

    /** The text of the file that an entry ran, if it is known. */
    public Optional<String> text(long number) {
        return session.first(
                        "select coalesce(content, '') from " + TABLE + " where number = ?",
                        row -> row.getString(1),
                        number)
                .filter(it -> !it.isEmpty());
    }

    private static HistoryEntry entry(ResultSet row, Optional<String> text) throws SQLException {
        return new HistoryEntry(
                row.getLong("number"),
                Kind.of(row.getString("kind")),
                row.getString("version"),
                row.getString("description"),
                row.getString("file"),
                row.getString("checksum"),
                text,
                State.of(row.getString("state")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("took_ms")),
                row.getString("run_by"),
                row.getInt("done"),
                row.getInt("statements"),
                row.getString("position"),
                row.getString("error"),
                row.getString("source"));
    }

    /** Makes the tables of it, if they are not there. */
    void create() {
        if (exists()) {
            return;
        }
        session.begin("");
        try {
            createHere();
            session.commit();
        } catch (Failure e) {
            session.rollback();
            throw e;
        }
    }

    /** In the current transaction. */
    private void createHere() {
        session.run("select pg_catalog.pg_advisory_xact_lock(?)", LOCK);
        new OwnSchema(session).require();
        if (!exists()) {
            session.run(CREATE);
        }
    }

    /** @throws OperationFailed if somebody runs migrations now */
    public void requireNoRunner() {
        if (!exists()) {
            return;
        }
        session.first("""
                        select place from seedbank.lease
                        where work = 'migration' and owner <> '' and expires_at > pg_catalog.clock_timestamp()""", row -> row.getString(1)).ifPresent(place -> {
            throw new OperationFailed(
                    ErrorCode.LOCKED,
                    "A migration of this database is running: " + place,
                    "Wait until it ends. Nothing was changed.",
                    null);
        });
    }

    /**
     * Makes these all the entries, in the current transaction; until it ends nobody else can begin to run migrations. Texts that are
     * known by their checksums stay.
     *
     * @throws OperationFailed if somebody runs migrations now
     */
    public void replace(List<HistoryEntry> entries) {
        if (!exists()) {
            if (entries.isEmpty()) {
                return;
            }
            createHere();
        }
        if (entries().stream().map(HistoryEntry::bare).toList().equals(entries)) {
            return;
        }
        session.run("lock table seedbank.lease in share row exclusive mode");
        requireNoRunner();
        long last = session.number("select coalesce(pg_catalog.max(number), 0) from " + TABLE);
        entries.forEach(this::add);
        session.run("""
                update seedbank.migrations now set content = (select old.content from seedbank.migrations old
                    where old.number <= ? and old.checksum = now.checksum and old.content is not null
                    order by old.number desc limit 1)
                where now.number > ?""", last, last);
        session.run("delete from " + TABLE + " where number <= ?", last);
    }

    /** Adds an entry as it is, but for its number. */
    long add(HistoryEntry entry) {
        return session.number(
                """
                insert into seedbank.migrations (kind, version, description, file, checksum, content, state, started_at, took_ms,
                    run_by, done, statements, position, error, source)
                values (?, ?, ?, ?, ?, nullif(?, ''), ?, ?::timestamp with time zone, ?, ?, ?, ?, ?, ?, ?)
                returning number""",
                Words.of(entry.kind()),
                entry.version(),
                entry.description(),
                entry.file(),
                entry.checksum(),
                entry.text().orElse(""),
                Words.of(entry.state()),
                entry.startedAt().toString(),
                entry.took().toMillis(),
                entry.by(),
                entry.done(),
                entry.statements(),
                entry.position(),
                entry.error(),
                entry.source());
    }

    /**
     * Adds the entry of a run in this transaction, which is all of it: with the server's times. From now until it ends nobody else can
     * take the lease.
     *
     * @throws OperationFailed if somebody has taken it
     */
    HistoryEntry addEnded(HistoryEntry entry, State state, int statements, MigrationLease lease) {
        return session.first(
                        """
                        insert into seedbank.migrations (kind, version, description, file, checksum, content, state, started_at,
                            took_ms, run_by, done, statements, source)
                        select ?, ?, ?, ?, ?, nullif(?, ''), ?, pg_catalog.now(), extract(epoch from pg_catalog.clock_timestamp() - pg_catalog.now()) * 1000, ?, ?, ?, ?
                        from seedbank.lease where work = 'migration' and owner = ? and token = ? for share
                        returning number, started_at, took_ms""",
                        row -> entry.written(
                                row.getLong(1),
                                state,
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                Duration.ofMillis(row.getLong(3)),
                                statements),
                        Words.of(entry.kind()),
                        entry.version(),
                        entry.description(),
                        entry.file(),
                        entry.checksum(),
                        entry.text().orElse(""),
                        Words.of(state),
                        entry.by(),
                        statements,
                        statements,
                        entry.source(),
                        lease.owner(),
                        lease.token())
                .orElseThrow(lease::lost);
    }

    /** How far an entry's run is; nothing, if it has ended. */
    void update(long number, State state, int done, int statements, String position, String error) {
        session.run("""
                update seedbank.migrations set state = ?, done = ?, statements = ?, position = ?, error = ?,
                    took_ms = extract(epoch from pg_catalog.clock_timestamp() - started_at) * 1000
                where number = ? and state not in ('done', 'rolled_back')""", Words.of(state), done, statements, position, error, number);
    }

    void accept(long number, String checksum, String text) {
        session.run(
                "update seedbank.migrations set checksum = ?, content = nullif(?, '') where number = ?",
                checksum,
                text,
                number);
    }
}
