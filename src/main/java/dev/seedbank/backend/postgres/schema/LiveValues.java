package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.plan.OldNames;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep;
import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss;
import dev.seedbank.backend.postgres.schema.plan.Refused;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.backend.schema.SchemaStep.Untold;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a store's values if their types change.
 *
 * @param session in a transaction
 */
record LiveValues(Session session, OldNames names) {
    private Counting counting() {
        return new Counting(session);
    }

    /** Without a cast that is written out the server refuses values that do not fit; with it they are cut. */
    SchemaStep cast(PlannedStep step, Loss.Cast cast) {
        var check = new CastCheck(cast, names.column(cast.table(), cast.column()));
        var later = new CastCheck(cast, cast.column());
        var rows = names.table(cast.table());
        if (check.isZoneUnknown()) {
            requireZone(step, cast, counting().rows(rows, check.isWithoutZone()).orElse(1L));
            if (!CastCheck.isText(cast.from())) {
                return step.finished("", List.of(new Untold(cast.table(), later.any())));
            }
        }
        if (check.isHarmless()) {
            return step.finished("");
        }
        var conditions = check.conditions();
        var state = "";
        for (int i = 0; i < conditions.size(); i++) {
            var found = counting().of(rows, conditions.get(i));
            if (found.rows().isPresent()) {
                var words = Counting.words(found.rows().get(), "value");
                return words.isEmpty()
                        ? step.finished(
                                "",
                                List.of(new Untold(
                                        cast.table(), later.conditions().get(i))))
                        : step.casting(cast).finished(words + lost(cast));
            }
            state = found.state();
            if (state.startsWith("22")) {
                refuseMisfits(step, check, rows);
            }
        }
        return check.isToNewType(state)
                ? step.finished("")
                : step.casting(cast).finished("perhaps all values of column " + Counting.quoted(cast.column()));
    }

    private static String lost(Loss.Cast cast) {
        return " of column %s %s"
                .formatted(
                        Counting.quoted(cast.column()),
                        cast.using() == null
                                ? "cut or rounded to fit " + cast.to()
                                : "replaced by what seedbank:using says, from which they cannot be recovered");
    }

    private static void requireZone(PlannedStep step, Loss.Cast cast, long values) {
        if (values > 0) {
            throw new Refused(
                    step.id(),
                    "the values of column %s become %s, but nothing says which time zone to use"
                            .formatted(Counting.quoted(cast.column()), cast.to()),
                    "Say it in a file in schema/: -- seedbank:using %s.%s: %s"
                            .formatted(cast.table(), cast.column(), example(cast)));
        }
    }

    private static String example(Loss.Cast cast) {
        var moment = cast.column() + " AT TIME ZONE 'UTC'";
        return cast.to().endsWith("[]")
                ? "EXPRESSION"
                : cast.to().startsWith("timestamp") ? moment : "(" + moment + ")::" + cast.to();
    }

    /** @throws Refused if some values cannot become ones of the new type at all */
    private void refuseMisfits(PlannedStep step, CastCheck check, String rows) {
        var found = counting().of(rows, check.isLostAltogether());
        if (found.state().startsWith("22")) {
            var cast = check.cast();
            throw new Refused(
                    step.id(),
                    "not all values of column %s can be converted to %s: %s"
                            .formatted(Counting.quoted(cast.column()), cast.to(), found.reason()),
                    "Say in a file in schema/ how to convert them: -- seedbank:using %s.%s: EXPRESSION"
                            .formatted(cast.table(), cast.column()));
        }
    }

    SchemaStep withoutAttribute(PlannedStep step, Loss.Attribute attribute) {
        var untold = new ArrayList<Untold>();
        long values = 0;
        for (var column : holding(attribute.type())) {
            var condition = column.getLast() + " is distinct from null"; // some attributes may be null
            untold.add(new Untold(column.getFirst(), condition));
            values += counting().rows(column.getFirst(), condition).orElse(1L);
        }
        if (session.test("select pg_catalog.to_regtype(?) is null", attribute.type())) {
            return step.finished(
                    "the attribute %s of all values".formatted(attribute.name())); // it gets its name by the same plan
        }
        var words = values == 0
                ? ""
                : "the attribute %s of %s".formatted(attribute.name(), Counting.words(values, "value"));
        return step.finished(words, untold);
    }

    /** Tables and columns, as SQL, that have a type in them, however deep. */
    private List<List<String>> holding(String type) {
        return session.query("""
                        with recursive holding(type) as (
                            select pg_catalog.to_regtype(?)::oid
                            union
                            select more.type from holding h cross join lateral (
                                select t.oid from pg_type t
                                    where (t.typelem = h.type and t.typcategory = 'A') or t.typbasetype = h.type
                                union all select r.rngtypid from pg_range r where r.rngsubtype = h.type
                                union all select c.reltype from pg_attribute a join pg_class c on c.oid = a.attrelid
                                    where c.relkind in ('c', 'r', 'p') and a.atttypid = h.type and not a.attisdropped) more(type))
                        select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
                        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'm') and a.atttypid in (select type from holding) and not a.attisdropped
                        order by 1, 2""", row -> List.of(row.getString(1), row.getString(2)), type);
    }
}
