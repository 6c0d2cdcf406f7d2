package dev.seedbank.backend.postgres.schema.plan;

/** What is asked of a table's rows. Names are SQL, as the database has them now. */
@FunctionalInterface
public interface Rows {
    /** Where there is no database to ask: each table may have some. */
    Rows UNKNOWN = _ -> true;

    boolean hasAny(String table);
}
