package dev.seedbank.cli;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The command line of this run, to be told again later: {@code seedbank clean --store main}. */
@Singleton
public class TypedCommand {
    private static final String NEEDS_NO_QUOTES = "[\\p{L}\\p{N}_@%+=:,./*-]+";

    private String text = "seedbank";

    void set(String... arguments) {
        text = Arrays.stream(arguments)
                .map(TypedCommand::withoutSecrets)
                .map(TypedCommand::quoted)
                .collect(Collectors.joining(" ", "seedbank ", ""))
                .strip();
    }

    /** As a shell takes it, without the secrets of URLs. */
    public String text() {
        return text;
    }

    private static String withoutSecrets(String argument) {
        return argument.replaceFirst("://.*@", "://***@").replaceFirst("(://[^?]*)\\?.*", "$1");
    }

    private static String quoted(String argument) {
        return argument.matches(NEEDS_NO_QUOTES) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
