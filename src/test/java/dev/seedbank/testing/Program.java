package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link CliRunner} starts: the words before a command's own arguments. */
final class Program {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final @Nullable Path BINARY = binary();
    private static final Path HOME = makeHome();
    private static final List<String> HEARING_INTERRUPTS = findHearingInterrupts();
    private static volatile UnaryOperator<List<String>> rewriting = arguments -> arguments;

    private Program() {}

    static boolean isBinary() {
        return BINARY != null;
    }

    static Path home() {
        return HOME;
    }

    /** What becomes of the arguments of every command from now on, in every thread. */
    static void rewrite(UnaryOperator<List<String>> arguments) {
        rewriting = arguments;
    }

    static List<String> command(List<String> jvm, String... arguments) {
        var words = new ArrayList<String>();
        if (BINARY != null) {
            words.add(BINARY.toString());
            jvm.stream().filter(option -> option.matches("-Xm[xns].*|-D.*")).forEach(words::add);
        } else {
            words.add(java());
            words.addAll(QUICK_START);
            words.addAll(OnJvm.SHARED_CLASSES);
            words.addAll(jvm);
            words.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        }
        words.addAll(rewriting.apply(List.of(arguments)));
        return words;
    }

    /**
     * A child inherits from whoever started the tests (a shell's background job, say) that it does not hear Ctrl-C; this
     * program puts that right, where there is one.
     */
    static List<String> hearingInterrupts() {
        return HEARING_INTERRUPTS;
    }

    private static List<String> findHearingInterrupts() {
        var env = List.of("env", "--default-signal=INT,TERM,HUP");
        var trial = new ArrayList<>(env);
        trial.add("true");
        return run(trial) == 0 ? env : List.of();
    }

    private static @Nullable Path binary() {
        var named = System.getProperty("seedbank.binary", System.getenv("SEEDBANK_BINARY"));
        return named == null || named.isBlank() ? null : Path.of(named).toAbsolutePath();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path makeHome() {
        var home = Folders.temporary("seedbank-home");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(home)));
        return home;
    }

    private static int run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Looked at when the first command runs on the JVM. */
    private static final class OnJvm {
        /**
         * Classes as the JVM holds them in memory, which takes a third off each start. Made once for this run by a start of its
         * own and only read after that, so that commands may run side by side and be killed at any moment.
         */
        static final List<String> SHARED_CLASSES = makeSharedClasses();

        private static List<String> makeSharedClasses() {
            refuseStale();
            var archive = HOME.resolve("seedbank.jsa");
            var words = new ArrayList<String>(List.of(java()));
            words.addAll(QUICK_START);
            words.addAll(List.of(
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-jar",
                    JAR.toAbsolutePath().toString(),
                    "--help", // answered at once if it stands alone, and with all that a command needs otherwise
                    "--no-color"));
            return run(words) == 0 && Files.exists(archive)
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                    : List.of();
        }

        /** A test of yesterday's program would pass or fail for nothing. */
        private static void refuseStale() {
            if (!Files.exists(JAR)) {
                throw new IllegalStateException("There is no " + JAR + " yet: run ./mvnw -DskipTests package first.");
            }
            if (newestIn(Path.of("target", "classes")).compareTo(newestIn(JAR.getParent())) > 0) {
                throw new IllegalStateException(
                        JAR + " is older than the classes: run ./mvnw -DskipTests package first.");
            }
        }

        private static FileTime newestIn(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> {
                            try {
                                return Files.getLastModifiedTime(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .max(FileTime::compareTo)
                        .orElse(FileTime.fromMillis(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
