package dev.seedbank.repository.local;

import dev.seedbank.archive.ArchiveSource;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An archive in a folder, or in one file. */
record LocalSource(Path root) implements ArchiveSource {
    @Override
    public InputStream open(String file, long offset, long length) throws IOException {
        var channel = FileChannel.open(inside(file), StandardOpenOption.READ);
        channel.position(offset);
        return new Limited(Channels.newInputStream(channel), length);
    }

    @Override
    public long size(String file) throws IOException {
        var path = inside(file);
        return Files.isRegularFile(path) ? Files.size(path) : -1;
    }

    /** A manifest may come from anywhere: a name that leads out of the backup, by dots or by a link, is refused. */
    private Path inside(String file) throws IOException {
        if (file.isEmpty()) {
            return root;
        }
        try {
            var path = root.resolve(file);
            var real = Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
            var realRoot = Files.exists(path)
                    ? root.toRealPath()
                    : root.toAbsolutePath().normalize();
            if (real.startsWith(realRoot) && !real.equals(realRoot)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // refused below
        }
        throw new OperationFailed(
                ErrorCode.BACKUP_DAMAGED,
                "Backup '%s' names a file outside itself: '%s'".formatted(root.getFileName(), file),
                "It was not made by Seedbank, or was changed; nothing was touched.",
                null);
    }

    /** So many bytes and no more. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
