package dev.seedbank.repository.local;

import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.CommandLog;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommandJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file per command in {@code .seedbank/commands} beside the backups: {@code ID.json}, replaced as a whole by each change, and
 * while its process lives {@code ID.lock}, which that process has locked.
 */
final class LocalCommandLog implements CommandLog {
    private static final String ID = "[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}-){3}[0-9]{3}Z-[0-9a-f]{8}";
    private static final String ENTRY = ".json";
    private static final String LOCK = ".lock";
    private static final String DRAFT = ".draft";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss-SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path folder;

    LocalCommandLog(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<LoggedCommand> list() throws IOException {
        var commands = new ArrayList<LoggedCommand>();
        for (var id : ids()) {
            try {
                var command = LoggedCommandJson.read(id, Files.readAllBytes(file(id, ENTRY)));
                boolean gone = command.ending() == Ending.RUNNING && !isHeld(id);
                // What it wrote between the two looks is its last word.
                commands.add(gone ? killed(LoggedCommandJson.read(id, Files.readAllBytes(file(id, ENTRY)))) : command);
            } catch (NoSuchFileException e) {
                // removed meanwhile
            } catch (IOException e) {
                commands.add(LoggedCommand.unreadable(id));
            }
        }
        return commands;
    }

    private static LoggedCommand killed(LoggedCommand command) {
        return command.ending() == Ending.RUNNING ? command.with(Ending.KILLED) : command;
    }

    @Override
    public Entry begin(LoggedCommand.Invocation invocation, List<LoggedCommand.LoggedStore> stores) throws IOException {
        try {
            Files.createDirectories(folder, LocalFiles.ownerOnlyFolder(folder));
            var id = newId(invocation.startedAt());
            var command = new LoggedCommand(id, invocation, Optional.empty(), Ending.RUNNING, List.copyOf(stores));
            var lock = LockFile.create(file(id, LOCK)).orElseThrow(); // nobody removes these
            var entry = new LocalEntry(command, lock);
            entry.write(command);
            return entry;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void settle(LoggedCommand command) {
        replace(command);
    }

    @Override
    public void remove(String id) throws IOException {
        Files.deleteIfExists(file(id, ENTRY));
        Files.deleteIfExists(file(id, LOCK));
        Files.deleteIfExists(file(id, DRAFT));
    }

    /** After all that are there, also where the clock was set back. */
    private String newId(Instant now) throws IOException {
        var time = now.truncatedTo(ChronoUnit.MILLIS);
        var ids = ids();
        if (!ids.isEmpty()) {
            var newest = ids.getFirst();
            if (TIME.format(time).compareTo(newest) <= 0) {
                var last = newest.substring(0, newest.lastIndexOf('-'));
                time = TIME.parse(last, Instant::from).plusMillis(1);
            }
        }
        var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return TIME.format(time) + "-" + random;
    }

    /** The newest first. */
    private List<String> ids() throws IOException {
        var ids = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(folder, "*" + ENTRY)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.matches(ID + "\\" + ENTRY)) {
                    ids.add(name.substring(0, name.length() - ENTRY.length()));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        ids.sort(Comparator.reverseOrder());
        return ids;
    }

    private Path file(String id, String ending) {
        return folder.resolve(id + ending);
    }

    /** Where the file system has no locks, a running command looks like one whose process is gone. */
    private boolean isHeld(String id) {
        return LockFile.state(file(id, LOCK)) == LockFile.State.HELD;
    }

    /** Also for a thread that was interrupted, whose channels would be closed under it. */
    private void replace(LoggedCommand command) {
        boolean interrupted = Thread.interrupted();
        try {
            var draft = file(command.id(), DRAFT);
            Files.deleteIfExists(draft);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(draft, options, LocalFiles.ownerOnlyFile(folder))) {
                var bytes = ByteBuffer.wrap(LoggedCommandJson.write(command));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file(command.id(), ENTRY), StandardCopyOption.ATOMIC_MOVE);
            LocalFiles.forceDirectory(folder);
        } catch (IOException e) {
            throw cannotWrite(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private OperationFailed cannotWrite(IOException e) {
        return new OperationFailed(
                "Cannot write the command log %s: %s".formatted(folder, LocalFiles.reason(e)),
                "Check the folder's permissions and the space on its disk.",
                e);
    }

    private final class LocalEntry implements Entry {
        private final LoggedCommand begun;
        private final LockFile lock;

        LocalEntry(LoggedCommand begun, LockFile lock) {
            this.begun = begun;
            this.lock = lock;
        }

        @Override
        public LoggedCommand command() {
            return begun;
        }

        @Override
        public void write(LoggedCommand command) {
            replace(command);
        }

        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                // A lock that nobody holds says nothing.
            }
        }
    }
}
