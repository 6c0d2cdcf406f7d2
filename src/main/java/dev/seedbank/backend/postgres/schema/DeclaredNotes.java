package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.catalog.OwnSchema;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.config.ProgramVersion;
import dev.seedbank.failure.OperationFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which files declare which structure, as was found by loading them: in {@code seedbank.declared}, so that files that are the same and
 * a structure that is the same need not be loaded to be compared. It is a help: where this role may not use the table, nothing is
 * known.
 *
 * @param main the schema whose names need no prefix
 */
record DeclaredNotes(Session session, String main) {
    /** Two processes that create the same table at once disturb each other even with "if not exists". */
    private static final long LOCK = 73332267;

    private static final String CREATE = """
            create table if not exists seedbank.declared (files text primary key, structure text not null, remarks text[] not null,
                noted_at timestamptz not null default pg_catalog.clock_timestamp())""";

    private static final String READABLE = """
            select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = 'declared' and c.relkind = 'r'
                    and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, 'SELECT'))""";

    private static final String NOTE = """
            insert into seedbank.declared as noted (files, structure, remarks) values (?, ?, ?)
            on conflict (files) do update
                set structure = excluded.structure, remarks = excluded.remarks, noted_at = excluded.noted_at""";

    /** Of branches that come and go. */
    private static final String SWEEP = """
            delete from seedbank.declared where files not in (select files from seedbank.declared order by noted_at desc limit 50)""";

    /** A new index that was never completed is no difference in structure, and is to be made again. */
    private static final String INVALID_INDEX = "select exists (select from pg_catalog.pg_index where not indisvalid)";

    /** What else the server makes of a text: its version, whose settings it is read with, which versions of extensions it has. */
    private static final String SERVER = """
            select pg_catalog.concat_ws(' ', pg_catalog.current_setting('server_version_num'), current_user,
                (select pg_catalog.string_agg(pg_catalog.concat(name, ' ', default_version), ' ' order by name)
                    from pg_catalog.pg_available_extensions where installed_version is not null))""";

    /**
     * @param structure its fingerprint
     * @param remarks differences that stay
     */
    record Note(String structure, List<String> remarks) {
        Note {
            remarks = List.copyOf(remarks);
        }

        boolean isOf(String fingerprint) {
            return structure.equals(fingerprint);
        }

        SchemaPlan plan() {
            return new SchemaPlan(structure, List.of(), List.of(), List.of(), remarks);
        }
    }

    /** What was found of the files, if it was. */
    Optional<Note> of(List<SchemaFile> files) {
        if (!session.test(READABLE, Schemas.OWN) || session.test(INVALID_INDEX)) {
            return Optional.empty();
        }
        return session.first(
                "select structure, remarks from seedbank.declared where files = ?",
                row -> new Note(row.getString(1), Arrays.asList((String[])
                        row.getArray(2).getArray())),
                key(files));
    }

    /** In a transaction of its own. */
    void add(List<SchemaFile> files, SchemaPlan plan) {
        if (of(files).filter(it -> it.isOf(plan.fingerprint())).isPresent()) {
            return;
        }
        session.begin("");
        try {
            session.run("select pg_catalog.pg_advisory_xact_lock(?)", LOCK);
            var schema = new OwnSchema(session);
            if (schema.isAllowed()) {
                schema.require();
                session.run(CREATE);
                session.run(NOTE, key(files), plan.fingerprint(), plan.notes());
                session.run(SWEEP);
            }
            session.commit();
        } catch (OperationFailed e) { // a standby, or a table of another's
            session.rollback();
        }
    }

    private String key(List<SchemaFile> files) {
        var digest = new TextDigest()
                .add(ProgramVersion.text() + " " + ProgramVersion.commit())
                .add(main)
                .add(session.greeting().searchPath())
                .add(session.first(SERVER, row -> row.getString(1)).orElseThrow());
        files.forEach(file -> digest.add(file.name()).add(file.text()));
        return digest.text();
    }
}
