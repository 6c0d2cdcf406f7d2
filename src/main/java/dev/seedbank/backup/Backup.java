package dev.seedbank.backup;

import dev.seedbank.archive.ArchiveWriter;
import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Migrations;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Closing;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionNames;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.ProgramVersion;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.migrate.files.Version;
import dev.seedbank.migrate.history.History;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a backup: every collection of the stores, from one snapshot a store where the server has them, published when whole. */
@ApplicationScoped
public class Backup {
    private final Clock clock;
    private final Backups backups;

    public Backup(Clock clock, Backups backups) {
        this.clock = clock;
        this.backups = backups;
    }

    /** What a backup would hold. */
    Lines dryRun(BackupRequest request, List<StoreReader> stores) {
        refuseUnknown(request, stores);
        var names = new ArrayList<String>();
        var facts = new ArrayList<Map<String, Object>>();
        var sensitive = new SensitiveChoice(request.sensitive());
        for (var store : stores) {
            var name = store.settings().name();
            var collections = data(chosen(request, store.collections(), store));
            var leftOut = request.sensitive().isEmpty()
                    ? Map.<Collection, List<SensitiveField>>of()
                    : leftOut(sensitive, store, collections);
            for (var collection : collections) {
                names.add(name + "/" + collection.label(separator(store))
                        + without(leftOut.getOrDefault(collection, List.of())));
                facts.add(CollectionFacts.of(name, collection));
            }
        }
        return Lines.dryRun("Would back up:", "collections", names, facts);
    }

    private static Map<Collection, List<SensitiveField>> leftOut(
            SensitiveChoice sensitive, StoreReader store, List<Collection> collections) {
        try (var snapshot = store.snapshot()) {
            return sensitive.leaveOut(store, snapshot, collections);
        }
    }

    private static String without(List<SensitiveField> fields) {
        return fields.isEmpty()
                ? ""
                : " (without %s)"
                        .formatted(fields.stream().map(SensitiveField::name).collect(Collectors.joining(", ")));
    }

    /**
     * Writes and publishes it.
     *
     * @throws OperationFailed if anything could not be read or written; then there is no new backup
     */
    public BackupResult run(
            BackupRequest request, Project project, List<StoreReader> stores, Permit permit, Progress progress)
            throws IOException {
        refuseUnknown(request, stores);
        var createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var layout = Manifest.Layout.valueOf(project.backups().layout().name());
        var repository = backups.repository(project);
        var snapshots = new ArrayList<Snapshot>();
        try (var closing = new Closing();
                var draft = repository.draft(request.prefix(), createdAt, layout);
                var writer = ArchiveWriter.of(layout, draft, createdAt, stores.size())) {
            for (var store : stores) {
                // All before the first row, so that the stores' times are close together.
                var snapshot = permit.snapshot(store, request.consistency());
                snapshots.add(snapshot);
                closing.add(snapshot::close);
            }
            for (int i = 0; i < stores.size(); i++) {
                var snapshot = snapshots.get(i);
                snapshot.requireReadable(data(chosen(request, snapshot.collections(), stores.get(i))));
            }
            var sensitive = new SensitiveChoice(request.sensitive());
            var entries = new ArrayList<StoreEntry>();
            var structures = new ArrayList<Structure>();
            var sources = new ArrayList<Source>();
            for (int i = 0; i < stores.size(); i++) {
                var collections = chosen(request, snapshots.get(i).collections(), stores.get(i));
                var leftOut = sensitive.leaveOut(stores.get(i), snapshots.get(i), data(collections));
                sources.add(Source.of(stores.get(i), snapshots.get(i), collections, leftOut, progress));
            }
            try (var work = progress.work(name(request), Progress.Unit.ROWS, Source.rows(sources))) {
                for (var source : sources) {
                    entries.add(read(source, writer, work, progress));
                    work.part(source.label("structure"), 0);
                    structures.add(source.snapshot().structure(source.collections()));
                }
            }
            refuseEmpty(request, entries);
            if (request.collections().isEmpty()
                    && stores.size() == project.storeNames().size()) {
                sensitive.warnings().forEach(progress::note);
            }
            for (int i = 0; i < entries.size(); i++) {
                entries.set(i, withStructure(entries.get(i), structures.get(i), writer));
            }
            var profile = project.profile();
            var manifest = new Manifest(
                    createdAt,
                    ProgramVersion.text(),
                    profile.name(),
                    profile.environment().label(),
                    layout,
                    request.collections().isEmpty(),
                    entries,
                    request.safety(),
                    Optional.empty());
            writer.finish(manifest);
            var made = draft.publish();
            return new BackupResult(made.name(), made.place(), made.bytes(), manifest);
        }
    }

    /**
     * A store that is being read.
     *
     * @param rows how many each collection is expected to have; without those that nobody asked about or knows of
     */
    private record Source(
            StoreReader store,
            Snapshot snapshot,
            List<Collection> collections,
            Map<Collection, List<SensitiveField>> leftOut,
            Map<Collection, Long> rows) {
        static Source of(
                StoreReader store,
                Snapshot snapshot,
                List<Collection> collections,
                Map<Collection, List<SensitiveField>> leftOut,
                Progress progress) {
            var rows = new HashMap<Collection, Long>();
            if (progress.watched()) {
                for (var collection : data(collections)) {
                    long estimate = snapshot.estimate(collection);
                    if (estimate >= 0) {
                        rows.put(collection, estimate);
                    }
                }
            }
            return new Source(store, snapshot, collections, leftOut, rows);
        }

        /** Of all together; 0 if it is not known of one. */
        static long rows(List<Source> sources) {
            boolean known =
                    sources.stream().allMatch(source -> source.rows.keySet().containsAll(data(source.collections)));
            return known
                    ? sources.stream()
                            .flatMap(source -> source.rows.values().stream())
                            .mapToLong(Long::longValue)
                            .sum()
                    : 0;
        }

        String label(String name) {
            return store.settings().name() + "/" + name;
        }

        /** The number of its rows. */
        long read(RowReader reader, Collection collection, OutputStream out, Progress.Meter meter) throws IOException {
            try {
                return reader.read(collection, out, meter::advance);
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, store.settings().name())
                        .and(Where.Key.COLLECTION, collection.label(separator(store)))
                        .of(e);
            }
        }
    }

    private static String name(BackupRequest request) {
        return request.safety().isPresent() ? "safety backup" : "backup";
    }

    private static StoreEntry read(Source source, ArchiveWriter writer, Progress.Work work, Progress progress)
            throws IOException {
        var store = source.store();
        var snapshot = source.snapshot();
        var entries = new ArrayList<CollectionEntry>();
        var history = new History(snapshot.migrations().orElseGet(store::migrations));
        try (var reader = snapshot.reader()) {
            for (var collection : data(source.collections())) {
                var label = source.label(collection.label(separator(store)));
                var section = writer.section(store.settings().name(), collection);
                var meter = work.part(label, source.rows().getOrDefault(collection, 0L));
                long rows = source.read(reader, collection, section, meter);
                var consistency = snapshot.consistency(collection);
                var leftOut = source.leftOut().getOrDefault(collection, List.of());
                entries.add(new CollectionEntry(
                        collection,
                        rows,
                        snapshot.columns(collection),
                        section.finish(),
                        section.format(),
                        consistency,
                        leftOut));
                progress.done(label, Text.count(rows, noun(store)));
            }
        }
        if (entries.size() > 1 && !snapshot.consistencyNote().isEmpty()) {
            progress.note("%s is not read at one point in time: %s"
                    .formatted(store.settings().name(), snapshot.consistencyNote()));
        }
        return new StoreEntry(
                store.settings().name(),
                store.server(),
                store.identity(),
                store.settings().isFamily(),
                weakest(entries),
                Optional.empty(),
                snapshot.sequences(),
                entries,
                List.of(),
                Optional.of(migrations(history)));
    }

    private static Migrations migrations(History history) {
        return new Migrations(
                history.head().map(Version::text).orElse(""),
                history.applied(),
                history.inForce().stream().map(HistoryEntry::bare).toList());
    }

    private static Consistency weakest(List<CollectionEntry> entries) {
        return entries.stream()
                .map(CollectionEntry::consistency)
                .max(Comparator.naturalOrder())
                .orElse(Consistency.SNAPSHOT);
    }

    private static StoreEntry withStructure(StoreEntry entry, Structure structure, ArchiveWriter writer)
            throws IOException {
        if (structure.content().isEmpty()) {
            return entry;
        }
        return new StoreEntry(
                entry.name(),
                entry.server(),
                entry.identity(),
                entry.family(),
                entry.consistency(),
                Optional.of(writer.structure(entry.name(), structure)),
                entry.sequences(),
                entry.collections(),
                structure.leftOut(),
                entry.migrations());
    }

    private static void refuseEmpty(BackupRequest request, List<StoreEntry> entries) {
        if (!request.allowEmpty()
                && entries.stream().allMatch(entry -> entry.collections().isEmpty())) {
            boolean schemas = noun(entries.stream().map(StoreEntry::server)).equals("row");
            throw new OperationFailed(
                    "There is nothing to back up: no collection in "
                            + String.join(
                                    ", ", entries.stream().map(StoreEntry::name).toList()),
                    "Check the URL%s, or add --allow-empty if that is right. No backup was made."
                            .formatted(schemas ? " and the schemas" : ""));
        }
    }

    private static void refuseUnknown(BackupRequest request, List<StoreReader> stores) {
        CollectionNames.refuseUnknown(
                request.collections(),
                stores.stream()
                        .map(store -> new CollectionNames(data(store.collections()), separator(store)))
                        .toList());
    }

    private static List<Collection> chosen(BackupRequest request, List<Collection> all, StoreReader store) {
        return new CollectionNames(all, separator(store)).chosen(request.collections());
    }

    private static List<Collection> data(List<Collection> collections) {
        return collections.stream()
                .filter(it -> it.kind() == Collection.Kind.DATA)
                .toList();
    }

    /** PostgreSQL people write {@code audit.users}, a family's collections are {@code open_project1/scenes}. */
    public static String separator(StoreReader store) {
        return store.settings().isFamily() ? "/" : ".";
    }

    /** What the engine's people call an entry. */
    public static String noun(StoreReader store) {
        return noun(List.of(store));
    }

    /** Of several, rows where one of them has rows. */
    public static String noun(List<StoreReader> stores) {
        return noun(stores.stream().map(StoreReader::server));
    }

    static String noun(Manifest manifest) {
        return noun(manifest.stores().stream().map(StoreEntry::server));
    }

    private static String noun(Stream<ServerInfo> servers) {
        return servers.allMatch(server -> server.engine().equals("MongoDB")) ? "document" : "row";
    }
}
