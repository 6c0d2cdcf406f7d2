package dev.seedbank.backend.postgres.seed;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL that takes staged rows {@code v} to their table {@code e}. */
record SeedStatements(StagedRows rows, SeedKeys keys) {
    /** Counts rows on their way: a sequence keeps its value when the statement fails. See {@link SeedDiagnosis}. */
    static final String MARK = "seedbank_mark";

    /** Forgets all but the first of staged rows with the same key. */
    String forgetRepeated(List<StagedColumn> key, long below) {
        var columns = key.stream().map(StagedColumn::value).collect(Collectors.joining(", "));
        return """
                delete from %1$s v using (
                    select v.n, row_number() over (partition by %2$s order by v.n) as place from %1$s v where %3$s and v.n < %4$d) as k
                where v.n = k.n and k.place > 1""".formatted(rows.sql(), columns, keys.knownBy(key), below);
    }

    /** Whether staged rows have the same key. */
    String anyRepeated(List<StagedColumn> key) {
        var columns = key.stream().map(StagedColumn::value).collect(Collectors.joining(", "));
        return "select exists (select from %s v where %s group by %s having count(*) > 1)"
                .formatted(rows.sql(), keys.whole(key), columns);
    }

    /** Forgets staged rows whose key the table has: by any key that a row has whole, if {@code any}. */
    List<String> forgetExisting(List<StagedColumn> key, boolean any, long below) {
        return keys.same(key).stream()
                .map(same -> "delete from %s v using %s e where %s and %s and v.n < %d"
                        .formatted(rows.sql(), rows.table().onlySql(), same, any ? "true" : keys.knownBy(key), below))
                .toList();
    }

    /** Gives rows of the table the values that staged rows with the same key say, where they differ; empty if nothing could. */
    List<String> update(List<StagedColumn> key, long below, boolean marked) {
        var set = updated(key);
        if (set.isEmpty()) {
            return List.of();
        }
        var assignments = set.stream()
                .map(one -> "%1$s = case when %2$s then e.%1$s else %3$s end"
                        .formatted(one.quoted(), rows.untold(one), one.value()))
                .collect(Collectors.joining(", "));
        var changes = differs(set);
        // It names a column of each side, so that it is asked about pairs, one after the other as they are updated.
        var mark = marked
                ? " and setval('pg_temp.%s', case when e.tableoid = 0 then 1 else v.n end) > 0".formatted(MARK)
                : "";
        return keys.same(key).stream()
                .map(same -> "update %s as e set %s from %s v where %s and %s and v.n < %d and (%s)%s"
                        .formatted(
                                rows.table().onlySql(),
                                assignments,
                                rows.sql(),
                                same,
                                keys.knownBy(key),
                                below,
                                changes,
                                mark))
                .toList();
    }

    /** What an update could change of the rows that have the key. */
    private List<StagedColumn> updated(List<StagedColumn> key) {
        return rows.columns().stream()
                .filter(one -> !key.contains(one)
                        && !one.isNeverTold()
                        && !one.column().alwaysIdentity())
                .toList();
    }

    /** That {@code e} is not as {@code v} says. As text, because not every type has an equality. */
    private String differs(List<StagedColumn> columns) {
        return columns.isEmpty()
                ? "false"
                : columns.stream()
                        .map(one -> "not %s and (e.%s::text is distinct from %s::text%s)"
                                .formatted(
                                        rows.untold(one),
                                        one.quoted(),
                                        one.value(),
                                        one.parent().isPresent()
                                                ? " or %s is not null".formatted(one.reference())
                                                : ""))
                        .collect(Collectors.joining(" or "));
    }

    /** Forgets staged rows whose key the table has, and that are as the table has them. */
    List<String> forgetEqual(List<StagedColumn> key) {
        var differ =
                differs(updated(key).stream().filter(one -> !one.isRemade()).toList());
        return keys.same(key).stream()
                .map(same -> "delete from %s v using %s e where %s and not (%s)"
                        .formatted(rows.sql(), rows.table().onlySql(), same, differ))
                .toList();
    }

    /** @param lenient whether any unique constraint may decide that a row exists */
    String insert(boolean lenient, long below, boolean marked) {
        var columns = rows.columns();
        var names = columns.isEmpty()
                ? ""
                : " (" + columns.stream().map(StagedColumn::quoted).collect(Collectors.joining(", ")) + ")";
        boolean overriding = columns.stream().anyMatch(one -> one.column().alwaysIdentity());
        return "insert into %s%s%s select %s from (select * from %s v where v.n < %d order by v.n%s) v%s%s"
                .formatted(
                        rows.table().sql(),
                        names,
                        overriding ? " overriding system value" : "",
                        columns.stream().map(this::value).collect(Collectors.joining(", ")),
                        rows.sql(),
                        below,
                        marked ? " offset 0" : "", // keeps the mark out of the sorting
                        marked ? " where setval('pg_temp.%s', v.n) > 0".formatted(MARK) : "",
                        lenient ? " on conflict do nothing" : "");
    }

    /** What the column's default would be, for rows that do not have it while others do. */
    private String value(StagedColumn one) {
        Optional<String> byDefault =
                one.isGivenBy(rows.count()) ? Optional.empty() : one.type().byDefault();
        return byDefault
                .map(expression -> "case when %s then cast((%s) as %s) else %s end"
                        .formatted(rows.absent(one), expression, one.type().loose(), one.value()))
                .orElse(one.value());
    }
}
