package dev.seedbank.cli.help;

import dev.seedbank.config.ProgramVersion;
import dev.seedbank.failure.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A command's manual page in the man macros of roff: groff_man(7). */
final class ManPage {
    private final CommandLine command;
    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** {@code seedbank-backup-list.1}. */
    String file() {
        return name(command) + ".1";
    }

    String text() {
        page.append(".TH \"%s\" 1 \"%s\" \"seedbank %s\" \"Seedbank\"\n"
                .formatted(name(command).toUpperCase(Locale.ROOT), ProgramVersion.date(), ProgramVersion.text()));
        section("NAME");
        line("%s \\- %s".formatted(literal(name(command)), literal(header(spec).replaceFirst("\\.$", ""))));
        section("SYNOPSIS");
        synopsis();
        arguments();
        commands();
        examples();
        exitStatus();
        seeAlso();
        return page.toString();
    }

    private void synopsis() {
        var synopsis = new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
        line(literal(synopsis));
    }

    private void arguments() {
        var shown = Stream.concat(spec.positionalParameters().stream(), spec.options().stream())
                .filter(argument -> !argument.hidden())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        section("OPTIONS");
        for (var argument : shown) {
            page.append(".TP\n");
            line("\\fB" + literal(label(argument)) + "\\fR");
            line(literal(String.join(" ", argument.description())));
        }
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof CommandLine.Model.OptionSpec option) {
            var names = String.join(", ", option.names());
            return option.arity().max() > 0 ? names + "=" + option.paramLabel() : names;
        }
        return argument.paramLabel();
    }

    private void commands() {
        var shown = subcommands(command);
        if (shown.isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (var sub : shown) {
            page.append(".TP\n");
            line("\\fB" + literal(sub.getCommandName()) + "\\fR");
            line(literal(header(sub.getCommandSpec())));
        }
    }

    private void examples() {
        var footer = List.of(spec.usageMessage().footer()).stream()
                .filter(text -> text.startsWith("  "))
                .toList();
        if (footer.isEmpty()) {
            return;
        }
        section("EXAMPLES");
        page.append(".nf\n");
        footer.forEach(text -> line(literal(text.strip())));
        page.append(".fi\n");
    }

    private void exitStatus() {
        section("EXIT STATUS");
        for (var code : ExitCode.values()) {
            page.append(".TP\n");
            line("\\fB" + code.number() + "\\fR");
            line(literal(code.meaning()));
        }
    }

    private void seeAlso() {
        var others = Stream.concat(Stream.ofNullable(command.getParent()), subcommands(command).stream())
                .map(other -> "\\fB" + literal(name(other)) + "\\fR(1)")
                .collect(Collectors.joining(",\n"));
        if (!others.isEmpty()) {
            section("SEE ALSO");
            page.append(others).append('\n');
        }
    }

    private static List<CommandLine> subcommands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private static String header(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().header());
    }

    private void section(String title) {
        page.append(".SH \"").append(title).append("\"\n");
    }

    private void line(String text) {
        page.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
                .append(text)
                .append('\n');
    }

    /** roff would take a backslash for its own, and a hyphen for one that may be printed as another character. */
    private static String literal(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%");
    }
}
