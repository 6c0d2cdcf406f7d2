package dev.seedbank.cli.help;

import picocli.AutoComplete;
import picocli.CommandLine;

/** Those that completion scripts are made for. The names are what a user types. */
@SuppressWarnings("MemberName")
enum Shell {
    bash,
    /** Takes the script of bash, which loads what zsh needs for it. */
    zsh,
    fish;

    /** Source of a script that completes commands, options and their values. */
    String script(CommandLine top) {
        return switch (this) {
            case bash, zsh -> AutoComplete.bash(top.getCommandName(), top);
            case fish -> FishCompletion.script(top);
        };
    }
}
