package dev.seedbank.completion;

import dev.seedbank.completion.Candidates.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Those that completion scripts are made for. A script asks the program itself, {@code seedbank __complete SHELL WORD…}, so that
 * what it offers is always what the installed program takes. The answer: {@code files} or {@code names}, then a line for each
 * candidate. The names are what a user types.
 */
@SuppressWarnings("MemberName")
enum Shell {
    /** From 3.2 on, which macOS has. */
    bash("""
            _seedbank() {
                local line mode="" word="${COMP_WORDS[COMP_CWORD]}"
                COMPREPLY=()
                while IFS= read -r line; do
                    if [ -z "$mode" ]; then
                        mode="$line"
                    else
                        COMPREPLY+=("$(printf '%q' "$line")")
                    fi
                done < <("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
                if [ "$mode" != files ]; then
                    compopt +o default 2>/dev/null
                fi
                case "${COMPREPLY[0]-}" in
                    *=) compopt -o nospace 2>/dev/null ;;
                esac
            }
            complete -o default -F _seedbank seedbank
            """),
    zsh("""
            #compdef seedbank
            _seedbank() {
                local -a lines
                lines=("${(@f)$("${words[1]}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                if [[ "${lines[1]}" == files ]]; then
                    _files
                    return
                fi
                lines=("${(@)lines[2,-1]}")
                (( ${#lines} )) && [[ -n "${lines[1]}" ]] && _describe -t names seedbank lines
            }
            if [[ "${funcstack[1]}" == _seedbank ]]; then
                _seedbank "$@"
            else
                compdef _seedbank seedbank
            fi
            """),
    fish("""
            function __seedbank_complete
                set -l words (commandline -opc) (commandline -ct)
                set -l lines (command $words[1] __complete fish $words[2..] 2>/dev/null)
                if test "$lines[1]" = files
                    __fish_complete_path (commandline -ct)
                else
                    printf '%s\\n' $lines[2..]
                end
            end
            complete -c seedbank -f -a '(__seedbank_complete)'
            """);

    private final String script;

    Shell(String script) {
        this.script = script;
    }

    /** Source of a script that completes the command line. */
    String script() {
        return script;
    }

    static Optional<Shell> named(String name) {
        return Stream.of(values())
                .filter(shell -> shell.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The command line's words: bash takes {@code --option=value} for three. */
    List<String> words(List<String> split) {
        if (this != bash) {
            return split;
        }
        var words = new ArrayList<String>();
        boolean joins = false;
        for (var part : split) {
            boolean equals = part.equals("=");
            if (!words.isEmpty() && (equals || joins)) {
                words.set(words.size() - 1, words.getLast() + part);
            } else {
                words.add(part);
            }
            joins = equals;
        }
        return words;
    }

    /** A candidate as the script wants it: bash only what it takes for the last word, zsh and fish with its description. */
    String line(Candidate candidate, String typed) {
        var text = candidate.text();
        var description = candidate.description();
        return switch (this) {
            case bash -> text.substring(typed.lastIndexOf('=') + 1);
            case zsh -> {
                var escaped = text.replace("\\", "\\\\").replace(":", "\\:");
                yield description.isEmpty() ? escaped : escaped + ":" + description;
            }
            case fish -> description.isEmpty() ? text : text + "\t" + description;
        };
    }
}
