package dev.seedbank.backend;

/**
 * What was connected to.
 *
 * @param engine {@link Backend#engine()}
 * @param version as the server says it, such as {@code 15.18}
 * @param database the database's name; for a family its pattern. It is what a user types after {@code --confirm-database}
 */
public record ServerInfo(String engine, String version, String database) {}
