package dev.seedbank.backend.postgres;

import java.util.List;

/**
 * Users' triggers switched off one by one, and back into the state in which each of them was. {@code only}, because a
 * partition's trigger has a state of its own.
 */
record TriggerSuspension(Session session, List<Trigger> triggers) {
    private static final String TRIGGERS = """
            select n.nspname, c.relname, t.tgname, t.tgenabled from pg_trigger t
            join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where t.tgrelid = any (?::oid[]) and not t.tgisinternal and t.tgenabled = any (?)
            order by t.oid
            """;

    private record Trigger(String table, String name, String state) {
        String alter(String action) {
            return "alter table only " + table + " " + action + " trigger " + Identifiers.quote(name);
        }
    }

    /** @param states as in {@code pg_trigger.tgenabled} */
    static TriggerSuspension begin(Session session, Relations relations, List<String> states) {
        var triggers = session.query(
                TRIGGERS,
                row -> new Trigger(
                        Identifiers.qualified(row.getString(1), row.getString(2)), row.getString(3), row.getString(4)),
                relations.oids(),
                states);
        triggers.forEach(trigger -> session.run(trigger.alter("disable")));
        return new TriggerSuspension(session, triggers);
    }

    void end() {
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
