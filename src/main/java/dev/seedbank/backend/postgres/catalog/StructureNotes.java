package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which structure the database had when it was known to be what it should be: {@code seedbank.structure} has a row for each history of
 * migrations, or for each state of the files that declare it. Everybody may read it. It is a help: where this role may not use it,
 * nothing is known.
 */
public record StructureNotes(Session session) {
    /** Two processes that create the same table at once disturb each other even with "if not exists". */
    private static final long LOCK = 73332268;

    /**
     * {@code noted_in} is the transaction that wrote the row. Where the row says that it came from another, the database was rebuilt
     * from a dump since.
     */
    private static final String CREATE = """
            create table seedbank.structure (basis text primary key, whole text not null, without_indexes text not null,
                schemas text[] not null, noted_in text not null default pg_catalog.pg_current_xact_id()::xid::text,
                noted_at timestamptz not null default pg_catalog.clock_timestamp());
            grant select on seedbank.structure to public""";

    /** Whether it is as it should be, and may be used. */
    private static final String HAS = """
            select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = 'structure' and c.relkind = 'r'
                    and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, ?)
                    and (select pg_catalog.count(*) = 6 from pg_catalog.pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                        and a.attname in ('basis', 'whole', 'without_indexes', 'schemas', 'noted_in', 'noted_at')))""";

    private static final String READ = """
            select whole, without_indexes, schemas, noted_in = xmin::text from seedbank.structure where basis = ?""";

    /** What is not known now, and was, stays. */
    private static final String WRITE = """
            insert into seedbank.structure as noted (basis, whole, without_indexes, schemas) values (?, ?, ?, ?)
            on conflict (basis) do update set whole = case when %1$s then noted.whole else excluded.whole end,
                without_indexes = excluded.without_indexes, schemas = excluded.schemas, noted_in = excluded.noted_in,
                noted_at = excluded.noted_at""".formatted(
                    "excluded.whole = '' and noted.schemas = excluded.schemas and noted.noted_in = noted.xmin::text");

    /** Of what will not come again. */
    private static final String SWEEP = """
            delete from seedbank.structure where basis not in (select basis from seedbank.structure order by noted_at desc limit 50)""";

    /**
     * What was noted. Equal fingerprints mean the same structure; others mean another one only where it was not rebuilt since, for the
     * server may have put it into other words then.
     *
     * @param whole the fingerprint of all that counts; empty if it is not known
     * @param withoutIndexes the same without indexes that belong to no constraint; empty if it is not known
     * @param schemas those that count, unquoted
     * @param rebuilt whether the structure was made anew since
     */
    public record Note(String whole, String withoutIndexes, Set<String> schemas, boolean rebuilt) {
        public Note {
            schemas = Set.copyOf(schemas);
        }
    }

    /** What was noted for it. */
    public Optional<Note> of(String basis) {
        return session.test(HAS, Schemas.OWN, "SELECT")
                ? session.first(
                        READ,
                        row -> new Note(
                                row.getString(1),
                                row.getString(2),
                                Set.copyOf(
                                        Arrays.asList((String[]) row.getArray(3).getArray())),
                                !row.getBoolean(4)),
                        basis)
                : Optional.empty();
    }

    /** In a transaction of its own. */
    public void add(String basis, Note note) {
        if (of(basis).filter(note::equals).isPresent()) {
            return;
        }
        session.begin("");
        try {
            session.run("select pg_catalog.pg_advisory_xact_lock(?)", LOCK);
            var schema = new OwnSchema(session);
            if (session.test(HAS, Schemas.OWN, "INSERT") || create(schema)) {
                session.run(
                        WRITE,
                        basis,
                        note.whole,
                        note.withoutIndexes,
                        note.schemas.stream().sorted().toList());
                session.run(SWEEP);
            }
            session.commit();
        } catch (OperationFailed e) { // a standby, or a table of another's
            session.rollback();
        }
    }

    private boolean create(OwnSchema schema) {
        boolean allowed = schema.isAllowed();
        if (allowed) {
            schema.require();
            session.run(CREATE);
        }
        return allowed;
    }

    /** In the current transaction, which makes structure anew. */
    public void rebuilt() {
        if (session.test(HAS, Schemas.OWN, "UPDATE")) {
            session.run("update seedbank.structure set noted_in = ''");
        }
    }
}
