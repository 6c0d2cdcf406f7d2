package dev.seedbank.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the program knows of its build; the version stands in {@code --version} and in backups' metadata. */
public final class ProgramVersion {
    /** In the native binary: read when that is built. */
    private static final Properties FACTS = read();

    private static final boolean NATIVE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private ProgramVersion() {}

    /** Whether this is the native binary, or it is being built. */
    public static boolean isNative() {
        return NATIVE;
    }

    /** {@code 1.2.3}. */
    public static String text() {
        return fact("version");
    }

    /** The commit's abbreviated name; {@code unknown} if it was not built from a repository. */
    public static String commit() {
        return fact("commit");
    }

    /** The day of its release, {@code 2026-11-21}. */
    public static String date() {
        return fact("date").replaceFirst("T.*", "");
    }

    /** The databases' drivers with their versions. */
    public static String drivers() {
        return fact("drivers");
    }

    private static String fact(String name) {
        return FACTS.getProperty(name, "unknown");
    }

    private static Properties read() {
        var facts = new Properties();
        try (var in = ProgramVersion.class.getResourceAsStream("/seedbank.version")) {
            if (in != null) {
                facts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
