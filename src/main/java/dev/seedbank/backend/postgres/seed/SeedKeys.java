package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.catalog.UniqueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of which a file has all columns, as conditions on staged rows {@code v} and rows {@code e} of their table. A row is
 * known by the first key of which it says every column, and none is NULL; a key that the user named is every row's, NULL or not.
 */
record SeedKeys(StagedRows rows, boolean named, List<List<StagedColumn>> keys) {
    static SeedKeys of(StagedRows rows, UniqueKeys unique) {
        var keys = new ArrayList<List<StagedColumn>>();
        for (var key : unique.keys()) {
            var columns =
                    key.stream().map(rows::column).flatMap(Optional::stream).toList();
            if (columns.size() == key.size()) {
                keys.add(columns);
            }
        }
        return new SeedKeys(rows, unique.named(), keys);
    }

    /** That {@code v} is known by the key; {@code true} where every row is. */
    String knownBy(List<StagedColumn> key) {
        if (named) {
            return "true";
        }
        var conditions = new ArrayList<String>();
        for (var before : keys.subList(0, keys.indexOf(key))) {
            conditions.add("not (" + whole(before) + ")");
        }
        conditions.add(whole(key));
        return String.join(" and ", conditions);
    }

    /** That {@code v} is known by no key; empty where there is none such. */
    Optional<String> keyless() {
        if (keys.stream().anyMatch(key -> named || whole(key).equals("true"))) {
            return Optional.empty();
        }
        return Optional.of(String.join(
                " and ",
                keys.isEmpty()
                        ? List.of("true")
                        : keys.stream().map(key -> "not (" + whole(key) + ")").toList()));
    }

    /**
     * Conditions of which one holds if {@code e} has the key of {@code v}. NULL equals NULL only in a key that the user named, and is a
     * condition of its own, because no index serves that.
     */
    List<String> same(List<StagedColumn> key) {
        var equal = String.join(
                " and ",
                key.stream()
                        .map(one -> "e." + one.quoted() + " = " + one.value())
                        .toList());
        if (!named || key.stream().allMatch(one -> one.isToldBy(rows.count()))) {
            return List.of(equal);
        }
        var both = String.join(
                " and ",
                key.stream()
                        .map(one -> "e.%1$s is not distinct from %2$s".formatted(one.quoted(), one.value()))
                        .toList());
        var hasNull = String.join(
                " or ", key.stream().map(one -> one.value() + " is null").toList());
        return List.of(equal, both + " and (" + hasNull + ")");
    }

    /** Also one that waits for the row that it refers to. */
    private static String hasValue(StagedColumn one) {
        return one.parent().isPresent()
                ? "(%s is not null or %s is not null)".formatted(one.value(), one.reference())
                : one.value() + " is not null";
    }

    /** That {@code v} says the whole key; {@code true} where every row does. */
    String whole(List<StagedColumn> key) {
        var conditions = key.stream()
                .filter(one -> !one.isToldBy(rows.count()))
                .flatMap(one -> one.isEverMade()
                        ? Stream.of(hasValue(one), "not " + rows.untold(one))
                        : Stream.of(hasValue(one)))
                .toList();
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }
}
