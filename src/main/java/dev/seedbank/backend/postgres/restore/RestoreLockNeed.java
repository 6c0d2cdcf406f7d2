package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.catalog.LockNeed;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many locks a restore takes in one transaction; see {@link LockNeed}. */
record RestoreLockNeed(Session session) {
    /** A table goes with two types, and with constraints, defaults, triggers, rules and sequences, each of which is locked. */
    private static final String DROP =
            LockNeed.BELOW.formatted("select to_regclass(name)::oid from unnest(?::text[]) name") + """
            select (select 3 * count(*) + 2 * count(nullif(c.reltoastrelid, 0)) from pg_class c join mine on mine.oid = c.oid)
                + (select count(*) from pg_index where indrelid in (select oid from mine))
                + (select count(*) from pg_constraint where conrelid in (select oid from mine))
                + (select count(*) from pg_attrdef where adrelid in (select oid from mine))
                + (select count(*) from pg_trigger where tgrelid in (select oid from mine))
                + (select count(*) from pg_rewrite where ev_class in (select oid from mine))
                + (select count(*) from pg_policy where polrelid in (select oid from mine))
                + (select count(*) from pg_statistic_ext where stxrelid in (select oid from mine))
                + (select 2 * count(*) from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from mine)
                    and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.refobjsubid > 0)
            """;

    private static final Pattern KEY = Pattern.compile("\\b(PRIMARY KEY|UNIQUE|EXCLUDE)\\b");

    /** What counts already, because the same transaction has created it. */
    private static final Pattern OF_RELATION = Pattern.compile(
            "\\A(ALTER|(COMMENT|GRANT|REVOKE|SECURITY LABEL)\\b.*? ON) (TABLE|COLUMN|VIEW|MATERIALIZED VIEW|SEQUENCE|INDEX|CONSTRAINT) ",
            Pattern.DOTALL);

    private static final Pattern IDENTITY = Pattern.compile("\\bAS IDENTITY\\b");

    /** @param request without large objects */
    long toRestore(LoadRequest request, Map<Collection, Table> tables, StructureAnalysis analysis) {
        if (SchemaComparison.createsAll(request, tables)) {
            var script = request.structure().text();
            return LockNeed.SPARE
                    + toCreate(Stream.of(false, true)
                            .flatMap(after -> StructureScript.statements(script, after).stream()));
        }
        var plan = analysis.plan();
        var gone = analysis.dropped(plan);
        var kept = request.items().stream()
                .map(item -> tables.get(item.target()))
                .filter(Objects::nonNull)
                .filter(table -> !gone.contains(table.collection()))
                .map(Table::oid)
                .toList();
        boolean superuser = session.test("select rolsuper from pg_roles where rolname = current_user");
        return LockNeed.SPARE
                + (kept.isEmpty() ? 0 : new LockNeed(session).toFill(kept, superuser ? 0 : LockNeed.FOREIGN_KEY))
                + toDrop(plan.drops())
                + toCreate(plan.creates().stream().flatMap(object -> object.statements().stream()));
    }

    private long toDrop(List<StructureObject> objects) {
        var tables = objects.stream()
                .map(StructureObject::id)
                .filter(id -> id.kind() == StructureKind.TABLE)
                .collect(Collectors.toSet());
        long others = objects.stream()
                .filter(object -> !tables.contains(object.id()) && !tables.contains(object.owner()))
                .mapToLong(object -> toDrop(object.id().kind()))
                .sum();
        return tables.isEmpty()
                ? others
                : others
                        + session.number(
                                DROP, tables.stream().map(StructureId::name).toList());
    }

    private static long toDrop(StructureKind kind) {
        return switch (kind) {
            case VIEW -> LockNeed.MATERIALIZED_VIEW;
            case FOREIGN_KEY -> LockNeed.FOREIGN_KEY;
            case COMMENT, MARK, TRIGGER_STATE, ROW_SECURITY, REFRESH, OWNED_BY, OWNER, PRIVILEGES, SECURITY_LABEL -> 0;
            default -> 3;
        };
    }

    static long toCreate(Stream<String> statements) {
        return statements.mapToLong(RestoreLockNeed::toCreate).sum();
    }

    private static long toCreate(String statement) {
        if (statement.startsWith("CREATE TABLE") || statement.startsWith("CREATE UNLOGGED TABLE")) {
            return 3 + IDENTITY.matcher(statement).results().count();
        }
        if (statement.startsWith("CREATE MATERIALIZED") || statement.startsWith("REFRESH")) {
            return LockNeed.MATERIALIZED_VIEW;
        }
        if (statement.startsWith("ALTER TABLE")) {
            return KEY.matcher(statement).find() ? 1 : 0;
        }
        return OF_RELATION.matcher(statement).find() ? 0 : 1;
    }
}
