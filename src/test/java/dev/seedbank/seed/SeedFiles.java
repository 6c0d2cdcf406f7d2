package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A project folder whose seed files are written by a test. */
public record SeedFiles(Path project) {
    public SeedFiles with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public SeedFiles with(String name, byte[] content) {
        try {
            var path = project.resolve("seeds").resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SeedFile file(String name) {
        var path = project.resolve("seeds").resolve(name);
        return new SeedFile(path, "seeds/" + name, SeedFile.collectionOf(path), Optional.empty(), Optional.empty());
    }

    /** All rows. Going past them must say the same of them as reading them. */
    public List<SeedRow> rows(String name) {
        var result = new ArrayList<SeedRow>();
        var passed = pass(name);
        try (var rows = file(name).open()) {
            rows.forEachRemaining(result::add);
        } catch (OperationFailed e) {
            assertThat(passed).isEqualTo(e.getMessage());
            throw e;
        }
        assertThat(passed).isEqualTo(result.size() + " rows");
        return result;
    }

    private String pass(String name) {
        long count = 0;
        try (var rows = file(name).open()) {
            for (; rows.hasNext(); count++) {
                rows.skip();
            }
            return count + " rows";
        } catch (OperationFailed e) {
            return String.valueOf(e.getMessage());
        }
    }
}
