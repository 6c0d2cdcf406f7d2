package dev.seedbank.migrate.files;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The files of a folder of migrations, without those that never matter: hidden ones, README and Markdown, code that carries the
 * folder in a program, and migrate-mongo's template. Each file is read once.
 */
final class Folder {
    private static final Pattern IGNORED = Pattern.compile(
            "(?i:readme.*|.*\\.md)|index\\.[cm]?[jt]s|__init__\\.py|(?:schema|relations)\\.ts|sample-migration\\.[cm]?[jt]s|package\\.json|[^0-9]*\\.(?:go|rs)");

    private final Path path;
    private final String shown;
    private final Set<String> names;
    private final Map<String, SourceFile> files = new HashMap<>();

    private Folder(Path path, String shown, Set<String> names) {
        this.path = path;
        this.shown = shown;
        this.names = names;
    }

    /** @throws UsageFailure if there is no such folder */
    static Folder list(Path path, String shown) {
        if (!Files.isDirectory(path)) {
            throw Files.exists(path)
                    ? Fault.of(shown, "is a file, not a folder", "Name the folder that migrations are in.")
                    : UsageFailure.notFound(
                            "There is no folder " + shown,
                            "To begin with a first migration: seedbank migrate create --name \"create users\".");
        }
        try (var all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            var names = new TreeSet<String>();
            all.filter(Files::isRegularFile)
                    .map(path::relativize)
                    .filter(Folder::matters)
                    .forEach(file -> names.add(file.toString().replace('\\', '/')));
            return new Folder(path, shown, names);
        } catch (UncheckedIOException e) {
            throw Fault.unreadable(shown, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Fault.unreadable(shown, e);
        }
    }

    private static boolean matters(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                        .noneMatch(part -> part.toString().startsWith("."))
                && !IGNORED.matcher(file.getFileName().toString()).matches();
    }

    String shown() {
        return shown;
    }

    /** The file for messages: {@code migrations/V1__users.sql}. */
    String shown(String name) {
        return shown + "/" + name;
    }

    /** Below the folder, with slashes, in order. */
    Set<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Path path(String name) {
        return path.resolve(name);
    }

    SourceFile file(String name) {
        return files.computeIfAbsent(name, it -> FileScan.read(path(it), it, shown(it)));
    }

    /** The files whose names match, with what they match. */
    List<Named> matching(Pattern pattern) {
        return names.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new Named(matcher.group(), matcher.toMatchResult()))
                .toList();
    }

    /** A file's name, taken apart by a pattern. */
    record Named(String name, MatchResult parts) {
        /** A group that may be absent; empty then. */
        String part(String group) {
            var found = parts.group(group);
            return found == null ? "" : found;
        }
    }
}
