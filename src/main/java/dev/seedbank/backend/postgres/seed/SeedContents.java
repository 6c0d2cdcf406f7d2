package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Staged rows that are known by no key but by all that they say. Of rows that say the same the table gets as many as the file has:
 * the first of them stand for those that it has already. Text decides what is the same, because not every type has an
 * equality; it is the server's own, of values of the same type.
 */
record SeedContents(Session session, StagedRows rows, String keyless) {
    long count() {
        return session.number("select count(*) from %s v where %s".formatted(rows.sql(), keyless));
    }

    /**
     * Forgets those that the table has.
     *
     * @return how many
     */
    long forgetExisting() {
        if (rows.isUniform()) {
            return forgetExisting(content(null), "true");
        }
        var masks = session.query(
                "select distinct v.untold::text from %s v where %s".formatted(rows.sql(), keyless),
                row -> row.getString(1));
        Map<List<StagedColumn>, List<String>> conditions = new LinkedHashMap<>();
        for (@Nullable String mask : masks) {
            conditions
                    .computeIfAbsent(content(mask), any -> new ArrayList<>())
                    .add(mask == null ? "v.untold is null" : "v.untold = B'" + mask + "'");
        }
        return conditions.entrySet().stream()
                .mapToLong(one -> forgetExisting(one.getKey(), String.join(" or ", one.getValue())))
                .sum();
    }

    /**
     * What is looked at: not what differs in each run, nor the keys of rows of the same file that may not be there yet. A reference to
     * another table is the key that it stands for.
     */
    private List<StagedColumn> content(@Nullable String mask) {
        var own = SeedReferences.own(rows);
        return rows.told(mask).stream()
                .filter(one -> !one.isRemade() && !own.contains(one))
                .toList();
    }

    private long forgetExisting(List<StagedColumn> columns, String shape) {
        var ofFile = columns.stream().map(StagedColumn::value).collect(Collectors.joining(", "));
        var ofTable = columns.stream().map(one -> "e." + one.quoted()).collect(Collectors.joining(", "));
        var sql = """
                with file as (
                    select v.n, %1$s as content, row_number() over (partition by %1$s order by v.n) as place
                    from %2$s v where %3$s and (%4$s)),
                there as (select %5$s as content, count(*) as rows from %6$s e where %7$s group by 1)
                delete from %2$s v using file, there
                where v.n = file.n and file.content = there.content and file.place <= there.rows""".formatted(
                        hash(ofFile),
                        rows.sql(),
                        keyless,
                        shape,
                        hash(ofTable),
                        rows.table().onlySql(),
                        candidates(columns));
        try {
            return session.change(sql);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, rows.file());
        }
    }

    private static String hash(String values) {
        return "sha256(textsend(row(" + values + ")::text))";
    }

    /** Rows that could be the same at all, by the equality of one column, which is quicker than text and can use an index. */
    private String candidates(List<StagedColumn> columns) {
        return columns.stream()
                .filter(one -> one.isToldBy(rows.count()) && hasEquality(one.column()))
                .findFirst()
                .map(one -> "e.%s in (select %s from %s v)".formatted(one.quoted(), one.value(), rows.sql()))
                .orElse("true");
    }

    private static boolean hasEquality(TableColumn column) {
        return column.textual() || column.format() == ValueFormat.NUMBER || column.format() == ValueFormat.BOOL;
    }
}
