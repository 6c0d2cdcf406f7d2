package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Encoding and locale of a session's database, as {@code CREATE DATABASE} takes them. */
final class DatabaseLocale {
    /** By way of JSON, because versions differ in the columns. */
    private static final String READ = """
            select pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype,
                pg_catalog.to_jsonb(d) ->> 'datlocprovider',
                coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale'),
                pg_catalog.to_jsonb(d) ->> 'daticurules'
            from pg_catalog.pg_database d where datname = pg_catalog.current_database()
            """;

    private DatabaseLocale() {}

    static String of(Session session) {
        return session.first(READ, DatabaseLocale::options).orElse("");
    }

    private static String options(ResultSet row) throws SQLException {
        var options = new StringBuilder();
        add(options, "encoding", row.getString(1));
        add(options, "lc_collate", row.getString(2));
        add(options, "lc_ctype", row.getString(3));
        switch (row.getString(4)) {
            case "i" -> {
                options.append(" locale_provider icu");
                add(options, "icu_locale", row.getString(5));
                add(options, "icu_rules", row.getString(6));
            }
            case "b" -> {
                options.append(" locale_provider builtin");
                add(options, "builtin_locale", row.getString(5));
            }
            case null, default -> {
                // The system's, which is also what it is before 15.
            }
        }
        return options.toString();
    }

    private static void add(StringBuilder options, String name, @Nullable String value) {
        if (value != null) {
            options.append(' ').append(name).append(' ').append(Identifiers.literal(value));
        }
    }
}
