package dev.seedbank.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Of the options that picocli lets a command take, those that do something for it. */
public final class UsefulOptions {
    private UsefulOptions() {}

    /** In the order of their declaration; without those that are only accepted. */
    public static List<OptionSpec> of(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden() && !isUseless(command, option))
                .toList();
    }

    /** Whether {@link WithoutOptions} names it. */
    static boolean isUseless(CommandSpec command, OptionSpec option) {
        var without = command.userObject().getClass().getAnnotation(WithoutOptions.class);
        return without != null && Set.of(without.value()).contains(option.longestName());
    }
}
