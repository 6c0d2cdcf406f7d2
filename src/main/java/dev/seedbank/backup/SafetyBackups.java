package dev.seedbank.backup;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.ManifestSummary;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.Protection;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Backups and the commands that took some of them for safety: what each can undo, what {@code undo} needs, what is in use.
 *
 * @param all backups, the latest first
 * @param commands the newest first
 */
record SafetyBackups(List<BackupSummary> all, List<LoggedCommand> commands) {
    private static final int SHOWN = 5;

    SafetyBackups {
        all = List.copyOf(all);
        commands = List.copyOf(commands);
    }

    /** As they are now. */
    static SafetyBackups in(BackupRepository repository) throws IOException {
        var commands = repository.commands().list(); // first: a backup is taken when its command has been logged
        return new SafetyBackups(new BackupSearch(repository).list(), commands);
    }

    /** The same, without those whose metadata is damaged anywhere: a backup that cannot undo anything must not count. */
    SafetyBackups readWhole() {
        return new SafetyBackups(
                all.stream().map(it -> it.safety() ? it.readWhole() : it).toList(), commands);
    }

    /** Those that a destructive command took by itself. */
    List<BackupSummary> list() {
        return all.stream().filter(BackupSummary::safety).toList();
    }

    /** Of a safety backup, the entry in the log of the command that it can undo. */
    static Optional<String> log(BackupSummary backup) {
        return backup.content().flatMap(ManifestSummary::safety).map(Safety::log);
    }

    /** The command that a safety backup can undo, as far as the log still knows it. */
    Optional<LoggedCommand> undoneBy(BackupSummary backup) {
        var log = log(backup);
        return commands.stream()
                .filter(command -> log.equals(Optional.of(command.id())))
                .findFirst();
    }

    /** Those that {@code undo} would take back next with this backup. */
    List<LoggedCommand> nextUndoneBy(String backup) {
        return lastChanges().stream()
                .filter(command -> command.safetyBackup().equals(Optional.of(backup)))
                .toList();
    }

    /** The newest command of each profile that changed a store, for each of the stores. */
    Set<LoggedCommand> lastChanges() {
        record Key(String profile, String store) {}
        var seen = new HashSet<Key>();
        var last = new HashSet<LoggedCommand>();
        for (var command : commands) {
            for (var store : command.changed()) {
                if (seen.add(new Key(command.invocation().profile(), store.name()))) {
                    last.add(command);
                }
            }
        }
        return last;
    }

    /** What {@code undo} would put back next, in any profile, and what running commands read. */
    Set<String> needed() {
        var needed = new HashSet<String>();
        lastChanges().forEach(it -> it.safetyBackup().ifPresent(needed::add));
        commands.stream().filter(it -> it.ending() == Ending.RUNNING).forEach(it -> needed.addAll(read(it)));
        return needed;
    }

    /** A running command that reads this backup, or may have to. */
    Optional<LoggedCommand> user(String backup) {
        return commands.stream()
                .filter(it -> it.ending() == Ending.RUNNING && read(it).contains(backup))
                .findFirst();
    }

    private static Set<String> read(LoggedCommand command) {
        var read = new HashSet<String>();
        command.safetyBackup().ifPresent(read::add);
        command.invocation().restores().ifPresent(read::add);
        return read;
    }

    /**
     * The backup that puts back what a command changed.
     *
     * @throws UsageFailure if it took none
     * @throws OperationFailed if it is damaged or no longer exists
     */
    Archive open(LoggedCommand command) throws IOException {
        if (command.protection().orElse(new Protection.None(Protection.Reason.DECLINED))
                instanceof Protection.None none) {
            throw new UsageFailure(
                    "%s took no safety backup: %s".formatted(CommandWords.of(command), words(none.reason())),
                    "undo does not go back further than the last command. " + others());
        }
        for (var backup : all) {
            if (log(backup).equals(Optional.of(command.id()))) {
                return open(backup, command);
            }
        }
        var name = command.safetyBackup().orElseThrow();
        boolean there = all.stream().anyMatch(it -> it.name().equals(name));
        throw unusable(name, command, there ? "is damaged" : "no longer exists", null);
    }

    private Archive open(BackupSummary backup, LoggedCommand command) throws IOException {
        try {
            return backup.stored().open();
        } catch (OperationFailed e) {
            throw e.code() == ErrorCode.BACKUP_DAMAGED ? unusable(backup.name(), command, "is damaged", e) : e;
        }
    }

    private OperationFailed unusable(String name, LoggedCommand command, String why, @Nullable Throwable cause) {
        return new OperationFailed(
                "The safety backup %s of %s %s".formatted(name, CommandWords.of(command), why), others(), cause);
    }

    private static String words(Protection.Reason reason) {
        return switch (reason) {
            case DECLINED -> "--no-safety-backup";
            case NOTHING_TO_LOSE -> "there was nothing to lose";
        };
    }

    private String others() {
        var readable = all.stream().filter(it -> it.content().isPresent()).limit(SHOWN);
        var names = readable.map(BackupSummary::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "There are no backups." : "Backups to restore by name: " + names;
    }
}
