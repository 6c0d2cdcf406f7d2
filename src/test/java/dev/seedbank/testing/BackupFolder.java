package dev.seedbank.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A folder of backups of the layout {@code directory}, looked at without the program that wrote it. */
public record BackupFolder(Path folder) {
    public static BackupFolder of(Path project) {
        return new BackupFolder(project.resolve("backups"));
    }

    /** All entries that do not begin with a dot, by name. */
    public List<String> names() {
        return entries().stream().filter(name -> !name.startsWith(".")).toList();
    }

    /** What a draft left behind. */
    public List<String> leftovers() {
        return entries().stream()
                .filter(name -> name.startsWith(".") && !name.equals(".seedbank"))
                .toList();
    }

    /** The only one whose name begins so. */
    public String only(String prefix) {
        var found =
                names().stream().filter(name -> name.startsWith(prefix + "-")).toList();
        if (found.size() != 1) {
            throw new AssertionError("one backup '" + prefix + "-…' expected, not " + found);
        }
        return found.getFirst();
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /**
     * The structure of the only store of a backup, as text; its SHA-256, which the metadata has, is the structure's fingerprint. The same
     * structure is the same text, in whatever order it came to be.
     */
    public String structure(String name) {
        try {
            var part = new ObjectMapper()
                    .readTree(path(name).resolve("metadata.json").toFile())
                    .at("/stores/0/structure");
            var file = path(name).resolve(part.path("file").asText());
            if (!sha256(file).equals(part.path("sha256").asText())) {
                throw new AssertionError(file + " differs from its SHA-256");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a backup in this project and returns its {@link #structure}. */
    public static String structureNow(CliRunner seedbank) {
        var taken = seedbank.run("backup", "--name", "structure", "--output", "json");
        if (taken.exitCode() != 0) {
            throw new AssertionError(taken.err());
        }
        var backups = of(seedbank.project());
        try {
            return backups.structure(
                    new ObjectMapper().readTree(taken.out()).path("name").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a backup, seen from its metadata and files only; empty if it is whole. */
    public List<String> problems(String name) {
        var problems = new ArrayList<String>();
        var metadata = path(name).resolve("metadata.json");
        if (!Files.exists(metadata)) {
            return List.of(name + " has no metadata.json");
        }
        try {
            var parts = new ObjectMapper().readTree(metadata.toFile()).findParents("sha256");
            if (parts.isEmpty()) {
                problems.add(name + " has no file");
            }
            for (var part : parts) {
                check(path(name), part, problems);
            }
        } catch (IOException e) {
            problems.add(metadata + ": " + e.getMessage());
        }
        return problems;
    }

    /** The names that {@code backup list --output json} printed. */
    public static List<String> listed(CliResult result) {
        try {
            var names = new ArrayList<String>();
            new ObjectMapper()
                    .readTree(result.out())
                    .path("backups")
                    .forEach(backup -> names.add(backup.path("name").asText()));
            return names.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path backup, JsonNode part, List<String> problems) throws IOException {
        var file = backup.resolve(part.path("file").asText());
        if (!Files.exists(file)) {
            problems.add(file + " is missing");
        } else if (!sha256(file).equals(part.path("sha256").asText())) {
            problems.add(file + " differs from its SHA-256");
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md") && !name.equals(".gitignore"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
