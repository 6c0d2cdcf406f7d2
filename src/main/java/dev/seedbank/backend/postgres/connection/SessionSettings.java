package dev.seedbank.backend.postgres.connection;

/**
 * What makes the server's text of a value exact, unambiguous and the same everywhere, and what keeps time limits of the role or the
 * database, meant for applications, away from long work. {@code row_security = off} makes a read that would silently leave out rows
 * an error.
 */
final class SessionSettings {
    /** Those that the server does not know are left out. */
    private static final String SET = """
            select pg_catalog.set_config(name, value, %s) from (values
                ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('bytea_output', 'hex'),
                ('extra_float_digits', '3'), ('lc_monetary', 'C'), ('array_nulls', 'on'), ('xmloption', 'content'),
                ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'), ('check_function_bodies', 'off'),
                ('row_security', 'off'), ('synchronize_seqscans', 'off'), ('statement_timeout', '0'), ('lock_timeout', '30s'),
                ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0'), ('transaction_timeout', '0'),
                ('search_path', '')) setting (name, value)
            where pg_catalog.current_setting(name, true) is not null""";

    private static final String LOCAL = SET.formatted("true");

    private SessionSettings() {}

    /** Sets them until the transaction ends. */
    static String local() {
        return LOCAL;
    }

    /** Sets them for the session, if the server's process behind it has this number. */
    static String of(int process) {
        return SET.formatted("false") + " and pg_catalog.pg_backend_pid() = " + process;
    }
}
