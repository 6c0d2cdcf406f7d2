package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.ForeignTool;
import java.util.List;
import java.util.Set;

/**
 * How one tool keeps its history.
 *
 * @param names that the tool gives the table, in whatever schema
 * @param columns by which the table is known, whatever its name
 * @param rows the query for its entries in the order in which they were written; {@code TABLE} stands for the table
 */
record ForeignTable(ForeignTool tool, List<String> names, Set<String> columns, String rows) {
    /** In this order, the first whose columns a table has. Times without a zone are taken as UTC. */
    static final List<ForeignTable> KNOWN = List.of(
            new ForeignTable(
                    ForeignTool.FLYWAY,
                    List.of("flyway_schema_history", "schema_version"),
                    Set.of("installed_rank", "version", "type", "script", "checksum", "success"),
                    """
                    select case when type like '%BASELINE' then 'baseline' when version is null then 'repeatable' else 'versioned' end,
                        coalesce(version, ''), description, script, coalesce(checksum::text, ''),
                        case when not success then 'unfinished' when type like 'UNDO%' or type = 'DELETE' then 'reverted'
                            else 'applied' end,
                        installed_on::timestamptz, execution_time, installed_by
                    from TABLE where type <> 'SCHEMA' order by installed_rank"""),
            new ForeignTable(
                    ForeignTool.GOOSE, List.of("goose_db_version"), Set.of("id", "version_id", "is_applied"), """
                    select 'versioned', version_id::text, '', '', '', case when is_applied then 'applied' else 'reverted' end,
                        tstamp::timestamptz, 0, ''
                    from TABLE where version_id <> 0 order by id"""),
            new ForeignTable(ForeignTool.GOLANG_MIGRATE, List.of("schema_migrations"), Set.of("version", "dirty"), """
                    select 'versioned', version::text, '', '', '', case when dirty then 'unfinished' else 'applied' end,
                        null::timestamptz, 0, ''
                    from TABLE"""),
            new ForeignTable(
                    ForeignTool.DIESEL, List.of("__diesel_schema_migrations"), Set.of("version", "run_on"), """
                    select 'versioned', version::text, '', '', '', 'applied', run_on::timestamptz, 0, ''
                    from TABLE order by run_on, version"""),
            new ForeignTable(
                    ForeignTool.PRISMA,
                    List.of("_prisma_migrations"),
                    Set.of("migration_name", "checksum", "started_at", "finished_at", "rolled_back_at"),
                    """
                    select 'versioned', migration_name, '', migration_name, checksum,
                        case when rolled_back_at is not null then 'reverted' when finished_at is null then 'unfinished'
                            else 'applied' end,
                        started_at::timestamptz, coalesce(extract(epoch from finished_at - started_at) * 1000, 0)::bigint, ''
                    from TABLE order by started_at"""),
            new ForeignTable(
                    ForeignTool.DRIZZLE, List.of("__drizzle_migrations"), Set.of("id", "hash", "created_at"), """
                    select 'versioned', coalesce(created_at, -id)::text, '', coalesce(to_jsonb(t) ->> 'name', ''), hash, 'applied',
                        (to_jsonb(t) ->> 'applied_at')::timestamptz, 0, ''
                    from TABLE t order by created_at, id"""),
            new ForeignTable(ForeignTool.DBMATE, List.of("schema_migrations"), Set.of("version"), """
                    select 'versioned', version::text, '', '', '', 'applied', null::timestamptz, 0, ''
                    from TABLE order by version"""));

    /** Whether a table with these columns is the tool's; dbmate's has one column, and many other tables have one like it. */
    boolean fits(Set<String> found) {
        return tool == ForeignTool.DBMATE ? found.equals(columns) : found.containsAll(columns);
    }
}
