package dev.seedbank.cli;

import dev.seedbank.config.ShellWord;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The command line of this run, to be told again later: {@code seedbank clean --store main}. */
@Singleton
public class TypedCommand {
    private String text = "seedbank";

    void set(String... arguments) {
        text = Arrays.stream(arguments)
                .map(TypedCommand::withoutSecrets)
                .map(ShellWord::of)
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
}
