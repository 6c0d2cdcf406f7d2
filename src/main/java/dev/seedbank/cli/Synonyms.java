package dev.seedbank.cli;

import dev.seedbank.config.Nearest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What other programs call a thing, for people who know it by that name. */
final class Synonyms {
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("dump", "backup"),
            Map.entry("save", "backup"),
            Map.entry("snapshot", "backup"),
            Map.entry("load", "restore"),
            Map.entry("rollback", "migrate rollback"),
            Map.entry("revert", "undo"),
            Map.entry("wipe", "clean"),
            Map.entry("truncate", "clean"),
            Map.entry("drop", "clean"),
            Map.entry("populate", "seed"),
            Map.entry("fixtures", "seed"),
            Map.entry("migrations", "migrate"),
            Map.entry("up", "migrate"),
            Map.entry("down", "migrate rollback"),
            Map.entry("validate", "migrate validate"),
            Map.entry("lint", "migrate lint"),
            Map.entry("repair", "migrate repair"),
            Map.entry("baseline", "migrate baseline"),
            Map.entry("setup", "init"),
            Map.entry("version", "--version"),
            Map.entry("info", "status"),
            Map.entry("stats", "status"),
            Map.entry("ping", "status"),
            Map.entry("settings", "config"),
            Map.entry("env", "config"),
            Map.entry("list", "backup list"),
            Map.entry("ls", "backup list"),
            Map.entry("show", "backup show"),
            Map.entry("verify", "backup verify"),
            Map.entry("check", "backup verify"),
            Map.entry("delete", "backup delete"),
            Map.entry("rm", "backup delete"));

    private static final Map<String, String> OF_BACKUP = Map.of(
            "ls", "backup list",
            "info", "backup show",
            "describe", "backup show",
            "check", "backup verify",
            "test", "backup verify",
            "rm", "backup delete",
            "remove", "backup delete",
            "create", "backup",
            "restore", "restore");

    private static final Map<String, String> OF_MIGRATE = Map.ofEntries(
            Map.entry("up", "migrate"),
            Map.entry("run", "migrate"),
            Map.entry("apply", "migrate"),
            Map.entry("deploy", "migrate"),
            Map.entry("latest", "migrate"),
            Map.entry("down", "migrate rollback"),
            Map.entry("undo", "migrate rollback"),
            Map.entry("revert", "migrate rollback"),
            Map.entry("new", "migrate create"),
            Map.entry("add", "migrate create"),
            Map.entry("generate", "migrate create"),
            Map.entry("info", "migrate status"),
            Map.entry("list", "migrate status"),
            Map.entry("ls", "migrate status"),
            Map.entry("check", "migrate validate"),
            Map.entry("verify", "migrate validate"),
            Map.entry("force", "migrate repair"),
            Map.entry("resolve", "migrate repair"));

    /** What other programs do with backups and this one does not: none of them is the name of a collection. */
    private static final Set<String> NOT_OF_BACKUP = Set.of(
            "prune", "purge", "expire", "rotate", "copy", "move", "rename", "import", "export", "upload", "diff");

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("--force", "--confirm"),
            Map.entry("-f", "--confirm"),
            Map.entry("--yes", "--confirm"),
            Map.entry("--assume-yes", "--confirm"),
            Map.entry("--json", "--output json"),
            Map.entry("--format", "--output"),
            Map.entry("--env", "--profile"),
            Map.entry("--environment", "--profile"),
            Map.entry("--db", "--store"),
            Map.entry("--database", "--store"),
            Map.entry("-d", "--store"),
            Map.entry("-c", "--collection"),
            Map.entry("-t", "--table"),
            Map.entry("-n", "--dry-run"),
            Map.entry("-v", "--verbose"),
            Map.entry("-q", "--quiet"),
            Map.entry("--silent", "--quiet"),
            Map.entry("--debug", "--verbose"),
            Map.entry("--no-colour", "--no-color"),
            Map.entry("--drop", "--drop-existing"),
            Map.entry("--no-backup", "--no-safety-backup"),
            Map.entry("--upsert", "--update"));

    private Synonyms() {}

    /**
     * The whole name of a command, behind the program's own.
     *
     * @param group the command that the word was typed behind; empty at the top
     * @param known the commands below it
     */
    static Optional<String> command(String typed, String group, Collection<String> known) {
        var synonyms = switch (group) {
            case "" -> COMMANDS;
            case "backup" -> OF_BACKUP;
            case "migrate" -> OF_MIGRATE;
            default -> Map.<String, String>of();
        };
        return Optional.ofNullable(synonyms.get(typed))
                .or(() -> Nearest.nearest(typed, known).map(name -> group.isEmpty() ? name : group + " " + name));
    }

    /** Whether a word is meant as a command of the group, although there is none like it. */
    static boolean isCommand(String typed, String group) {
        return group.equals("backup") && NOT_OF_BACKUP.contains(typed);
    }

    /** One of {@code known}, or what else to type instead. */
    static Optional<String> option(String typed, Collection<String> known) {
        return Optional.ofNullable(OPTIONS.get(typed))
                .filter(option -> known.contains(option.split(" ", 2)[0]))
                .or(() -> typed.startsWith("--")
                        ? Nearest.nearest(
                                typed,
                                known.stream()
                                        .filter(name -> name.startsWith("--"))
                                        .toList())
                        : Optional.empty());
    }
}
