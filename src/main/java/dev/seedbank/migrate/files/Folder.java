package dev.seedbank.migrate.files;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder of migrations, without those that never matter: hidden ones, README and Markdown, code that carries the
 * folder in a program, and migrate-mongo's template. Each file is read once.
 */
final class Folder {
    private static final Pattern IGNORED = Pattern.compile(
            "(?i:readme.*|.*\\.md)|index\\.[cm]?[jt]s|__init__\\.py|(?:schema|relations)\\.ts|sample-migration\\.[cm]?[jt]s|package\\.json|[^0-9]*\\.(?:go|rs)");

    private final Path path;
    private final String shown;
    private final Map<String, SourceFile.Stamp> stamps;
    private final Set<String> folders;
    private final Map<String, SourceFile> files = new HashMap<>();
    private final Map<Pattern, List<Named>> matches = new HashMap<>();
    private final FileScan scan = new FileScan();

    private Folder(Path path, String shown, Listing listing) {
        this.path = path;
        this.shown = shown;
        this.stamps = listing.stamps;
        this.folders = listing.folders;
    }

    /** @throws UsageFailure if there is no such folder, or something in it is neither a file nor a folder */
    static Folder list(Path path, String shown) {
        if (!Files.isDirectory(path)) {
            throw Files.exists(path)
                    ? Fault.of(shown, "is a file, not a folder", "Name the folder that migrations are in.")
                    : UsageFailure.notFound(
                            "There is no folder " + shown,
                            "To begin with a first migration: seedbank migrate create --name \"create users\".");
        }
        var listing = new Listing(path, shown);
        try {
            Files.walkFileTree(path, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
            return new Folder(path, shown, listing);
        } catch (IOException e) {
            throw Fault.unreadable(shown, e);
        }
    }

    /** Looks at each file once: there may be hundreds, each time the program starts. */
    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path root;
        private final String shown;
        private final Map<String, SourceFile.Stamp> stamps = new TreeMap<>();
        private final Set<String> folders = new TreeSet<>();
        /** What a file's name begins with in the folder that is being looked at: its path from the root. */
        private String prefix = "";

        Listing(Path root, String shown) {
            this.root = root;
            this.shown = shown;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isHidden(name(folder))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            enter(folder);
            if (!prefix.isEmpty()) {
                folders.add(prefix.substring(0, prefix.length() - 1));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (!folder.equals(root)) {
                enter(folder.resolveSibling(""));
            }
            return super.postVisitDirectory(folder, failure);
        }

        private void enter(Path folder) {
            prefix = folder.equals(root)
                    ? ""
                    : root.relativize(folder).toString().replace('\\', '/') + "/";
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var name = name(file);
            if (!isHidden(name) && !isIgnored(name)) {
                if (!attributes.isRegularFile()) {
                    throw Fault.of(
                            shown + "/" + prefix + name,
                            attributes.isSymbolicLink()
                                    ? "is a link that leads nowhere"
                                    : "is neither a file nor a folder",
                            "Put the file there, or remove it.");
                }
                stamps.put(prefix + name, SourceFile.Stamp.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        private static String name(Path path) {
            return path.getFileName().toString();
        }

        private static boolean isHidden(String name) {
            return name.startsWith(".");
        }

        /** Most are scripts whose names begin with a digit or a V, which the pattern need not be asked for. */
        private static boolean isIgnored(String name) {
            boolean plain = name.endsWith(".sql") && !name.regionMatches(true, 0, "readme", 0, "readme".length());
            return !plain && IGNORED.matcher(name).matches();
        }
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
        return stamps.keySet();
    }

    /** The folders in it, as {@link #names()}. */
    Set<String> folders() {
        return folders;
    }

    boolean has(String name) {
        return stamps.containsKey(name);
    }

    Path path(String name) {
        return path.resolve(name);
    }

    SourceFile file(String name) {
        return files.computeIfAbsent(name, it -> scan.read(path(it), it, shown(it), stamp(it)));
    }

    /** A file that other files name may be missing. */
    private SourceFile.Stamp stamp(String name) {
        var stamp = stamps.get(name);
        return stamp == null ? SourceFile.Stamp.NONE : stamp;
    }

    /** The files whose names match, with what they match. */
    List<Named> matching(Pattern pattern) {
        return matches.computeIfAbsent(pattern, this::match);
    }

    private List<Named> match(Pattern pattern) {
        return names().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new Named(matcher.group(), matcher))
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
