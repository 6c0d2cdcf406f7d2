package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code drizzle-kit} in the folder that {@code SEEDBANK_TEST_DRIZZLE} names, where somebody has typed
 * {@code npm install drizzle-kit drizzle-orm}. Tests install nothing.
 */
public final class DrizzleKit {
    private static final String FOLDER = "SEEDBANK_TEST_DRIZZLE";
    private static final String PROGRAM = "node_modules/drizzle-kit/bin.cjs";

    private final Path modules;

    private DrizzleKit(Path modules) {
        this.modules = modules;
    }

    /** Empty, and told at the end of the run, where there is none. */
    public static Optional<DrizzleKit> installed() {
        var folder = System.getenv(FOLDER);
        if (folder == null) {
            Skips.notHere("drizzle-kit", FOLDER + " names no folder that has it in node_modules");
            return Optional.empty();
        }
        var program = Path.of(folder).resolve(PROGRAM).toAbsolutePath();
        if (!Files.isRegularFile(program)) {
            throw new IllegalStateException(FOLDER + ": no " + program);
        }
        Skips.used("drizzle-kit", "of " + FOLDER);
        return Optional.of(new DrizzleKit(program.getParent().getParent()));
    }

    /** What a schema in TypeScript and its {@code drizzle.config.ts} come to in SQL. */
    public String export(Path project) {
        try {
            var link = project.resolve("node_modules");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, modules);
            }
            var process = new ProcessBuilder("node", PROGRAM, "export")
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var sql = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("drizzle-kit export failed:\n" + sql);
            }
            return sql;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
