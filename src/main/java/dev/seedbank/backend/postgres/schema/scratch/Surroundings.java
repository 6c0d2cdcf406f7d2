package dev.seedbank.backend.postgres.schema.scratch;

import java.util.List;

/**
 * What is in an area before anything is built there.
 *
 * @param schemas that are there
 * @param visible follows each search path; empty, or with a comma and a blank before each schema
 * @param stuck where extensions could not be moved
 */
record Surroundings(List<String> schemas, String visible, List<StuckExtensions> stuck) {
    static final Surroundings NONE = new Surroundings(List.of("public"), "", List.of());

    Surroundings {
        schemas = List.copyOf(schemas);
        stuck = List.copyOf(stuck);
    }

    static Surroundings of(SchemaArea area) {
        return area instanceof InsideArea inside ? inside.surroundings() : NONE;
    }

    String inward(String sql) {
        var text = sql;
        for (var one : stuck) {
            text = one.inward(text);
        }
        return text;
    }
}
