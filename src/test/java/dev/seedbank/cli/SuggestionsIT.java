package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command line that cannot be understood is answered with what to type instead, in words of our own. */
@Tag("program")
class SuggestionsIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "statuss                 | Unknown command 'statuss'. Did you mean 'status'?",
                "stauts                  | Unknown command 'stauts'. Did you mean 'status'?",
                "dump                    | Unknown command 'dump'. Did you mean 'backup'?",
                "wipe                    | Unknown command 'wipe'. Did you mean 'clean'?",
                "ls                      | Unknown command 'ls'. Did you mean 'backup list'?",
                "zzzzzz                  | Unknown command 'zzzzzz'",
                "help nope               | Unknown command 'nope'",
                "help backup lst         | Unknown command 'backup lst'. Did you mean 'backup list'?",
                "backup lst              | Unknown command 'backup lst'. Did you mean 'backup list'?",
                "index                   | 'index' needs one of its commands: apply, status, prune, pull",
                "model                   | 'model' needs one of its commands: check, apply, infer",
                "backup rm               | Unknown command 'backup rm'. Did you mean 'backup delete'?",
                "version                 | Unknown command 'version'. Did you mean '--version'?",
                "backup prune            | Unknown command 'backup prune'. The commands are list, show, verify and delete",
                "backup products         | 'backup' takes no argument, but got 'products'. Did you mean '--collection products'?",
                "rollback                | Unknown command 'rollback'. Did you mean 'migrate rollback'?",
                "migrate up              | Unknown command 'migrate up'. Did you mean 'migrate'?",
                "migrate down            | Unknown command 'migrate down'. Did you mean 'migrate rollback'?",
                "migrate 3               | 'migrate' takes no argument, but got '3'. Did you mean '--to 3'?",
                "migrate rollback 1.2    | 'migrate rollback' takes no argument, but got '1.2'. Did you mean '--version 1.2'?",
                "clean products          | 'clean' takes no argument, but got 'products'. Did you mean '--collection products'?",
                "status main             | 'status' takes no argument, but got 'main'. Did you mean '--store main'?",
                "config x                | 'config' takes no argument, but got 'x'",
                "backup show a b         | 'backup show' takes one BACKUP; 'b' is one too many",
                "status --stor x         | Unknown option '--stor'. Did you mean '--store'?",
                "status --stor=x         | Unknown option '--stor'. Did you mean '--store'?",
                "clean --force           | Unknown option '--force'. Did you mean '--confirm'?",
                "restore --yes           | Unknown option '--yes'. Did you mean '--confirm'?",
                "status --json           | Unknown option '--json'. Did you mean '--output json'?",
                "backup --tabel x        | Unknown option '--tabel'. Did you mean '--table'?",
                "status --zzzzzzzz       | Unknown option '--zzzzzzzz'",
                "status -x               | Unknown option '-x'",
                "restore --rename        | --rename needs OLD=NEW, e.g. users=users_old",
                "restore --rename users  | --rename needs OLD=NEW, e.g. users=users_old",
                "status --store          | --store needs NAME",
                "status --store --quiet  | --store needs NAME",
                "status --profile a --profile b | --profile is given twice",
                "status --quiet=yes      | --quiet takes no value",
                "status --output xml     | --output must be text or json, not 'xml'",
                "init --wait 5           | --wait: '5' is not a duration. Write it as 60s or 1m30s",
                "completion tcsh         | SHELL must be bash, zsh or fish, not 'tcsh'",
                "backup --consistency fast | --consistency must be auto, snapshot or collection, not 'fast'",
                "man | 'man' needs a FOLDER: it is created if missing, and pages already in it are overwritten",
                "backup delete           | 'backup delete' needs a BACKUP: name, the beginning of it, or latest",
                "backup list --store a   | --store does nothing for 'backup list'",
                "--store a config        | --store does nothing for 'config'",
                "completion bash --quiet | --quiet does nothing for 'completion'",
                "backup --name x list    | --name does nothing for 'backup list'",
                "--quiet                 | A command is missing",
            })
    void says_what_to_type_instead(String typed, String answer) {
        var result = CliRunner.in(project).run(typed.split(" "));
        assertThat(result).exits(2).neverSays("Unmatched", "Exception", "option option");
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("✘ " + answer + "\n  See 'seedbank ");
    }

    @Test
    void a_value_of_an_unknown_option_is_not_repeated() {
        assertThat(CliRunner.in(project).run("status", "--password=secret"))
                .exits(2)
                .warns("'--password'")
                .neverSays("secret");
    }

    @Test
    void a_wrong_set_or_collection_is_told_without_a_connection() {
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URL", "postgresql://127.0.0.1:1/nobody-listens")
                .file("seeds/demo/users.json", "[]");
        assertThat(seedbank.run("seed", "dmeo")).exits(2).warns("There is no seed set 'dmeo'", "Did you mean 'demo'?");
        assertThat(seedbank.run("seed", "--collection", "usres"))
                .exits(2)
                .warns("There is no seed file for the collection 'usres'", "Did you mean 'users'?");
        assertThat(seedbank.run("seed", "demo")).exits(4);
    }

    @Test
    void in_json_it_is_a_document() {
        assertThat(CliRunner.in(project).run("-o", "JSON", "status", "--stor", "x"))
                .exits(2)
                .prints("\"code\" : \"usage\"", "Did you mean '--store'?", "\"option\" : \"--stor\"")
                .warns("✘ Unknown option");
        assertThat(CliRunner.in(project).run("statuss", "--output=json"))
                .exits(2)
                .prints("\"error\"");
    }
}
