package dev.seedbank.seed;

import dev.seedbank.backend.SeedSource;
import dev.seedbank.seed.rows.SeedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Files as they are noted when they are seeded. */
final class SeedSources {
    private SeedSources() {}

    /**
     * The file with its hash: of its bytes, and of what the set's settings say of its rows. Reads it to its end.
     *
     * @throws dev.seedbank.failure.OperationFailed if it cannot be read
     */
    static SeedSource of(SeedSet set, SeedFile file) {
        var digest = sha256();
        try (var in = Files.newInputStream(file.path())) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw SeedInput.unreadable(file.shown(), e);
        }
        var unique = set.settings().unique().get(file.label());
        var generators = set.generators(file);
        if (unique != null || !generators.isEmpty()) {
            digest.update((unique + " " + generators).getBytes(StandardCharsets.UTF_8));
        }
        return new SeedSource(file.shown(), HexFormat.of().formatHex(digest.digest()));
    }

    /** The same, on a thread of its own from now on. */
    static Supplier<SeedSource> ahead(SeedSet set, SeedFile file) {
        var source = CompletableFuture.supplyAsync(
                () -> of(set, file),
                work -> Thread.ofPlatform().daemon().name("seedbank-hash").start(work));
        return () -> {
            try {
                return source.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
