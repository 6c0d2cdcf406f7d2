package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;

/**
 * Users' triggers switched off one by one, and back into the state in which each of them was. {@code only}, because a
 * partition's trigger has a state of its own.
 */
public record TriggerSuspension(Session session, List<Trigger> triggers) {
    /** Version 14 takes a partition's copy of a trigger for an internal one. */
    private static final String TRIGGERS = """
            select n.nspname, c.relname, t.tgname, t.tgenabled from pg_trigger t
            join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where t.tgrelid = any (?::oid[]) and t.tgenabled = any (?)
              and (not t.tgisinternal
                   or t.tgparentid <> 0 and coalesce((select k.contype from pg_constraint k where k.oid = t.tgconstraint), 't') = 't')
            order by t.oid
            """;

    private record Trigger(String table, String name, String state) {
        String alter(String action) {
            return "alter table only " + table + " " + action + " trigger " + Identifiers.quote(name);
        }
    }

    /** @param states as in {@code pg_trigger.tgenabled} */
    public static TriggerSuspension begin(Session session, AffectedTables relations, List<String> states) {
        var triggers = session.query(
                TRIGGERS,
                row -> new Trigger(
                        Identifiers.qualified(row.getString(1), row.getString(2)), row.getString(3), row.getString(4)),
                relations.oids(),
                states);
        triggers.forEach(trigger -> session.run(trigger.alter("disable")));
        return new TriggerSuspension(session, triggers);
    }

    public void end() {
        for (var trigger : triggers) {
            session.run(trigger.alter(
                    switch (trigger.state()) {
                        case "A" -> "enable always";
                        case "R" -> "enable replica";
                        default -> "enable";
                    }));
        }
    }
}
