package dev.seedbank.faults;

import dev.seedbank.testing.BackupFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A backup's {@code schema.sql} changed by somebody who puts the checksums right. */
record ForgedStructure(Path backup) {
    /** @param name the one backup's, without its time */
    static ForgedStructure of(Path project, String name) {
        var backups = BackupFolder.of(project);
        return new ForgedStructure(backups.path(backups.only(name)));
    }

    /** As older versions wrote them: then nothing is compared with what the labels say. */
    void unlabel() throws IOException {
        change(before -> before.replaceAll("(?m)^-- (Kinds:|[A-Z_]+ ).*\n", ""));
    }

    void change(UnaryOperator<String> change) throws IOException {
        Path script;
        try (var files = Files.walk(backup)) {
            script = files.filter(file -> file.endsWith("schema.sql"))
                    .findFirst()
                    .orElseThrow();
        }
        var before = Files.readString(script);
        var after = change.apply(before);
        Files.writeString(script, after);
        var metadata = ForgedMetadata.of(backup.resolve("metadata.json"));
        metadata.replace(ForgedMetadata.sha256(before), ForgedMetadata.sha256(after));
        metadata.replace(
                ": " + before.getBytes(StandardCharsets.UTF_8).length,
                ": " + after.getBytes(StandardCharsets.UTF_8).length);
    }
}
