package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.IndexUsage;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Indexes that others make superfluous, or that are not used; and how often each is used. */
record IndexCheck(Namespaces namespaces) implements Check {
    @Override
    public String subject() {
        return "indexes";
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var now = Hello.of(namespaces).time();
        for (var entry : namespaces.entries()) {
            if (entry.type() == Namespaces.Entry.Type.COLLECTION) {
                var indexes = Definition.of(namespaces, entry).indexes().stream()
                        .map(it -> new Index(entry.collection(), it))
                        .toList();
                if (!indexes.isEmpty()) {
                    look(entry.collection(), indexes, new Judge(now, thresholds.unused()), log);
                }
            }
        }
    }

    private void look(Collection collection, List<Index> indexes, Judge judge, Inspection.Log log) {
        var sizes = sizes(collection);
        var uses = uses(collection, log);
        var successors = successors(indexes, uses);
        for (var index : indexes) {
            var use = uses.get(index.name());
            long bytes = sizes.getOrDefault(index.name(), -1L);
            if (use != null) {
                log.used(new IndexUsage(
                        label(collection),
                        index.name(),
                        use.scans(),
                        bytes,
                        Optional.empty(),
                        Optional.of(use.since())));
            }
            var substitute = index.substitute(indexes);
            if (substitute.isPresent()) {
                log.found(redundant(index, substitute.get(), evidence(bytes, use)));
            } else if (use != null && use.scans() == 0 && index.isForQueriesOnly() && !successors.contains(index)) {
                if (judge.canTell(use)) {
                    log.found(unused(index, evidence(bytes, use)));
                } else {
                    log.note(judge.tooYoung());
                }
            }
        }
    }

    /** Those that would have the queries of others, if these were not there. */
    private static Set<Index> successors(List<Index> indexes, Map<String, Use> uses) {
        var successors = new HashSet<Index>();
        for (var index : indexes) {
            var use = uses.get(index.name());
            if (use != null && use.scans() > 0) {
                index.substitute(indexes).ifPresent(it -> successors.add(it.index()));
            }
        }
        return successors;
    }

    /** How often an index was used since the server started, or the index was made. */
    private record Use(long scans, Instant since) {
        /** Of another shard. */
        Use and(Use other) {
            return new Use(scans + other.scans, since.isAfter(other.since) ? since : other.since);
        }
    }

    private record Judge(Instant now, Duration wanted) {
        boolean canTell(Use use) {
            return Duration.between(use.since(), now).compareTo(wanted) >= 0;
        }

        String tooYoung() {
            return "Indexes whose usage has been counted for less than %d days are not reported as unused"
                    .formatted(wanted.toDays());
        }
    }

    private Map<String, Use> uses(Collection collection, Inspection.Log log) {
        try {
            return MongoErrors.during("reading $indexStats", () -> {
                var uses = new HashMap<String, Use>();
                var stages = List.of(new BsonDocument("$indexStats", new BsonDocument()));
                namespaces
                        .database(collection.namespace())
                        .getCollection(collection.name())
                        .aggregate(stages, BsonDocument.class)
                        .forEach(it -> use(it).ifPresent(
                                        use -> uses.merge(it.getString("name").getValue(), use, Use::and)));
                return uses;
            });
        } catch (OperationFailed e) {
            log.note("Not looked at: use of indexes (%s)".formatted(e.getMessage()));
            return Map.of();
        }
    }

    private static Optional<Use> use(BsonDocument answer) {
        var accesses = answer.getDocument("accesses", new BsonDocument());
        return accesses.get("ops") instanceof BsonNumber scans && accesses.get("since") instanceof BsonDateTime since
                ? Optional.of(new Use(scans.longValue(), Instant.ofEpochMilli(since.getValue())))
                : Optional.empty();
    }

    /** Not every server knows them, and then it is no failure. */
    private Map<String, Long> sizes(Collection collection) {
        try {
            return MongoErrors.during("reading sizes", () -> {
                var answer = namespaces
                        .database(collection.namespace())
                        .runCommand(
                                new BsonDocument("collStats", new BsonString(collection.name())), BsonDocument.class);
                var sizes = new HashMap<String, Long>();
                answer.getDocument("indexSizes", new BsonDocument())
                        .forEach((name, size) ->
                                sizes.put(name, size instanceof BsonNumber number ? number.longValue() : -1L));
                return sizes;
            });
        } catch (OperationFailed e) {
            return Map.of();
        }
    }

    private String label(Collection collection) {
        return collection.label("/");
    }

    private static List<Evidence> evidence(long bytes, @Nullable Use use) {
        var evidence = new ArrayList<Evidence>();
        if (bytes >= 0) {
            evidence.add(Evidence.bytes("size", bytes));
        }
        if (use != null) {
            evidence.add(Evidence.count("scans", use.scans()).since(Optional.of(use.since())));
        }
        return evidence;
    }

    private Finding redundant(Index index, Index.Substitute substitute, List<Evidence> evidence) {
        return finding(
                index,
                substitute.whole() ? FindingKind.DUPLICATE_INDEX : FindingKind.COVERED_INDEX,
                (substitute.whole() ? "serves the same queries as " : "is a prefix of ")
                        + substitute.index().name(),
                evidence);
    }

    private Finding unused(Index index, List<Evidence> evidence) {
        return finding(index, FindingKind.UNUSED_INDEX, "has not been used since the statistics began", evidence);
    }

    /** Which hints name an index nobody but the application knows: so it is never dropped without being asked for. */
    private Finding finding(Index index, FindingKind kind, String what, List<Evidence> evidence) {
        long bytes = evidence.stream()
                .filter(it -> it.unit() == Evidence.Unit.BYTES)
                .mapToLong(Evidence::value)
                .findFirst()
                .orElse(0);
        var collection = index.collection();
        var command = new BsonDocument("dropIndexes", new BsonString(collection.name()))
                .append("index", new BsonString(index.name()));
        return new Finding(
                kind,
                kind == FindingKind.DUPLICATE_INDEX ? Severity.WARNING : Severity.bySize(bytes),
                label(collection) + "." + index.name(),
                label(collection),
                what,
                evidence,
                Optional.of(Fix.proposed(Language.MONGODB, Shell.command(collection.namespace(), command))));
    }
}
