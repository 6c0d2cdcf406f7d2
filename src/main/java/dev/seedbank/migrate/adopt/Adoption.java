package dev.seedbank.migrate.adopt;

import dev.seedbank.backend.migration.ForeignEntry;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be taken over of another tool's history.
 *
 * @param entries in their order; of repeatable migrations only those whose file is what they ran
 * @param changed repeatable migrations whose file differs from their last run, so that they are to run again
 */
public record Adoption(ForeignHistory history, List<Adopted> entries, List<Migration> changed) {
    private static final int SHOWN = 5;

    public Adoption {
        entries = List.copyOf(entries);
        changed = List.copyOf(changed);
    }

    /**
     * Compares each entry with its file, by the tool's own checksum.
     *
     * @param path the folder's
     * @param accepted versions whose file is taken as it is, or which are left out if they have none
     * @throws CheckFailed naming the entries that cannot be taken over
     */
    public static Adoption of(ForeignHistory history, MigrationFolder folder, Path path, Set<Version> accepted) {
        var tool = history.tool();
        var standing = history.standing();
        refuseUnfinished(history, standing);
        if (!tool.hasFiles()) {
            return new Adoption(history, numbered(tool, standing), List.of());
        }
        var files = new FileMatch(tool, folder, path);
        var all = standing.stream()
                .map(it -> new Adopted(it, files.of(it)))
                .flatMap(it -> tool == ForeignTool.GOLANG_MIGRATE ? upTo(it, folder) : Stream.of(it))
                .toList();
        refuseMissing(history, folder, without(all, accepted));
        var differing = all.stream().filter(it -> differs(tool, it, path)).toList();
        var again = differing.stream().filter(Adopted::isRepeatable).toList();
        refuseEdited(history, folder, without(differing, accepted));
        return new Adoption(
                history,
                all.stream()
                        .filter(it -> !again.contains(it))
                        .filter(it -> it.migration().isPresent() || it.entry().kind() == Kind.BASELINE)
                        .toList(),
                again.stream().flatMap(it -> it.migration().stream()).toList());
    }

    /** Steps that are in no file come before any version that a file can have. */
    private static List<Adopted> numbered(ForeignTool tool, List<ForeignEntry> standing) {
        return IntStream.range(0, standing.size())
                .mapToObj(i -> standing.get(i).versioned("0-%s.%d".formatted(tool, i + 1)))
                .map(it -> new Adopted(it, Optional.empty()))
                .toList();
    }

    private static List<Adopted> without(List<Adopted> all, Set<Version> accepted) {
        return all.stream()
                .filter(it -> !it.isRepeatable() && !accepted.contains(new Version(it.version())))
                .toList();
    }

    /** golang-migrate keeps the highest version alone: it has run all files up to it. */
    private static Stream<Adopted> upTo(Adopted head, MigrationFolder folder) {
        var version = new Version(head.entry().version());
        var files = folder.migrations().stream()
                .filter(it -> it.version()
                        .filter(below -> below.compareTo(version) <= 0)
                        .isPresent())
                .map(it -> new Adopted(head.entry(), Optional.of(it)));
        return head.migration().isPresent() ? files : Stream.concat(files, Stream.of(head));
    }

    private static boolean differs(ForeignTool tool, Adopted it, Path path) {
        return it.migration()
                .filter(file -> !ForeignChecksum.fits(tool, it.entry().checksum(), path.resolve(file.file())))
                .isPresent();
    }

    private static void refuseUnfinished(ForeignHistory history, List<ForeignEntry> standing) {
        var bad = standing.stream()
                .filter(it -> it.state() == ForeignEntry.State.UNFINISHED)
                .map(it -> new Adopted(it, Optional.empty()))
                .toList();
        if (!bad.isEmpty()) {
            throw new CheckFailed(
                    "%s has %s, which did not end well".formatted(history.shown(), list(bad)),
                    switch (history.tool()) {
                        case FLYWAY -> "Complete or undo it by hand, and remove its row: flyway repair.";
                        case GOLANG_MIGRATE ->
                            "It is dirty: complete or undo it by hand, and say which version the database has: migrate force VERSION.";
                        case PRISMA ->
                            "Complete or undo it by hand, and say which: prisma migrate resolve --applied NAME, or --rolled-back NAME.";
                        default ->
                            "Run it once more with %s.".formatted(history.tool().label());
                    });
        }
    }

    private static void refuseMissing(ForeignHistory history, MigrationFolder folder, List<Adopted> all) {
        var missing = all.stream()
                .filter(it ->
                        it.entry().kind() == Kind.VERSIONED && it.migration().isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new CheckFailed(
                    "%s has %s, and %s has no such file".formatted(history.shown(), list(missing), folder.name()),
                    "Bring it back, for instance from Git. To leave it out: seedbank migrate import" + accept(missing));
        }
    }

    private static void refuseEdited(ForeignHistory history, MigrationFolder folder, List<Adopted> edited) {
        if (!edited.isEmpty()) {
            throw new CheckFailed(
                    "In %s, %s is not what %s ran: its checksum differs"
                            .formatted(
                                    folder.name(), list(edited), history.tool().label()),
                    "Put it back as it was. If the change means nothing: seedbank migrate import" + accept(edited));
        }
    }

    private static String list(List<Adopted> all) {
        var shown =
                String.join(", ", all.stream().limit(SHOWN).map(Adopted::shown).toList());
        return all.size() > SHOWN ? "%s and %d more".formatted(shown, all.size() - SHOWN) : shown;
    }

    private static String accept(List<Adopted> all) {
        return String.join(
                "",
                all.stream().limit(SHOWN).map(it -> " --accept " + it.version()).toList());
    }
}
