package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stands in until the real one lands. */
final class PostgresStructure {
    private PostgresStructure() {}

    static String dump(Connection connection, List<Collection> tables, boolean whole) throws SQLException {
        return "";
    }

    static List<String> statements(String text, boolean after) {
        return List.of();
    }
}
