package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.plan.PlanMaker;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss;
import dev.seedbank.backend.postgres.schema.plan.Refused;
import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds to a proven plan what only the database itself can say: what is lost, who owns what, which indexes are broken.
 *
 * @param live whether the plan is for the store's database as it is
 */
record Finishing(Session store, Scope scope, LiveRows rows, boolean live) {
    SchemaPlan finish(PlanMaker.Made made, StructureSet begin) {
        var fingerprint = Fingerprint.of(begin);
        try {
            var steps = new ArrayList<SchemaStep>();
            if (live && made.refusals().isEmpty() && made.renames().isEmpty()) {
                rows.require(made.gone(), made.names());
                steps.addAll(rows.invalidIndexes(scope));
                var role = store.first("select quote_ident(current_user)", row -> row.getString(1))
                        .orElseThrow();
                new KeptRights(begin, role, defaults())
                        .with(made.steps())
                        .forEach(step -> steps.add(rows.finished(step, made.names())));
            } else {
                made.steps().forEach(step -> steps.add(step.finished(lost(step))));
            }
            return new SchemaPlan(fingerprint, steps, made.renames(), made.refusals(), made.notes());
        } catch (Refused e) {
            return new SchemaPlan(fingerprint, List.of(), List.of(), List.of(e.refusal()), made.notes());
        }
    }

    /** What others get by default on what this role makes. */
    private List<KeptRights.Granted> defaults() {
        return store.query(
                """
                select distinct case d.defaclobjtype when 'r' then 'TABLE' when 'S' then 'SEQUENCE' when 'f' then 'ROUTINE' else 'TYPE' end,
                    n.nspname, case a.grantee when 0 then 'PUBLIC' else quote_ident(g.rolname) end
                from pg_default_acl d cross join lateral (
                        select grantee, privilege_type from aclexplode(d.defaclacl)
                        except select grantee, privilege_type -- what the server gives everybody anyway
                        from aclexplode(acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole))) a
                    join pg_roles o on o.oid = d.defaclrole left join pg_roles g on g.oid = a.grantee
                    left join pg_namespace n on n.oid = d.defaclnamespace
                where o.rolname = current_user and a.grantee <> d.defaclrole and d.defaclobjtype in ('r', 'S', 'f', 'T')
                order by 1, 2, 3""",
                row -> new KeptRights.Granted(
                        row.getString(1), Optional.ofNullable(row.getString(2)), row.getString(3)));
    }

    /** Without a database to ask. */
    private static String lost(PlannedStep step) {
        return switch (step.loss()) {
            case null -> "";
            case Loss.Rows(var table) -> "all rows of " + table;
            case Loss.Values(var table, var column) -> "all values of " + table + "." + column;
            case Loss.Attribute(var type, var name) -> "the attribute %s of all values of %s".formatted(name, type);
            case Loss.Count(var sequence) -> "the position of " + sequence;
            case Loss.Secrets _ -> "options that may be secret";
            case Loss.Cast cast ->
                new CastCheck(cast, cast.column()).isHarmless()
                        ? ""
                        : "values of %s.%s that do not fit %s".formatted(cast.table(), cast.column(), cast.to());
            case Loss.Violations _, Loss.Misplaced _, Loss.Nulls _, Loss.Duplicates _, Loss.Position _ -> "";
        };
    }
}
