package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/** How a sequence counts; its current value is not part of the structure. */
public record SequenceOptions(
        String start, String increment, String minimum, String maximum, String cache, boolean cycle) {
    void appendTo(StringBuilder sql) {
        sql.append("START WITH ").append(start);
        sql.append(" INCREMENT BY ").append(increment);
        sql.append(" MINVALUE ").append(minimum);
        sql.append(" MAXVALUE ").append(maximum);
        sql.append(" CACHE ").append(cache).append(cycle ? " CYCLE" : "");
    }

    /** As CREATE SEQUENCE and ALTER SEQUENCE take them. */
    public String sql() {
        var sql = new StringBuilder();
        appendTo(sql);
        return sql.append(cycle ? "" : " NO CYCLE").toString();
    }

    List<Part> parts() {
        var parts = new ArrayList<>(List.of(
                Part.of(Aspect.START, start),
                Part.of(Aspect.INCREMENT, increment),
                Part.of(Aspect.MINVALUE, minimum),
                Part.of(Aspect.MAXVALUE, maximum),
                Part.of(Aspect.CACHE, cache)));
        if (cycle) {
            parts.add(Part.of(Aspect.CYCLE, "CYCLE"));
        }
        return parts;
    }
}
