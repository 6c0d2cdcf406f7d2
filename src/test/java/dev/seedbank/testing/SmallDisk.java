package dev.seedbank.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk in memory that is full soon; its test is skipped where none may be mounted. */
public record SmallDisk(Path folder) implements AutoCloseable {
    /**
     * @param folder made by this
     * @param size as {@code mount} takes it: {@code 256k}
     */
    public static SmallDisk at(Path folder, String size) throws IOException {
        Files.createDirectory(folder);
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                .as("whether a small disk may be mounted here")
                .isZero();
        return new SmallDisk(folder);
    }

    /** Leaves no room for another byte. */
    public SmallDisk filled() throws IOException {
        try {
            Files.write(folder.resolve(".filler"), new byte[1 << 20]);
        } catch (IOException e) {
            return this;
        }
        throw new IOException("The disk is larger than what was to fill it");
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }

    private static int run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
