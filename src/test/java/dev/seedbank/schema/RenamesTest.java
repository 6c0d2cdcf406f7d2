package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.testing.FakeTerminal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamesTest {
    private static final PossibleRename NAME = new PossibleRename("column", "public.users.name", "full_name");
    private static final PossibleRename NICK = new PossibleRename("column", "public.users.name", "nick");

    /** A plan that asks until all has an answer, as an engine's would. */
    private static SchemaPlan plan(Answers answers, PossibleRename... renames) {
        var open = List.of(renames).stream()
                .filter(it ->
                        !answers.renamed().contains(it) && !answers.dropped().contains(it))
                .filter(it ->
                        answers.renamed().stream().noneMatch(one -> one.from().equals(it.from())))
                .toList();
        return new SchemaPlan("f", List.of(), open, List.of(), List.of());
    }

    private static FakeTerminal answering(String... answers) {
        return new FakeTerminal(true, Map.of(), List.of(answers));
    }

    @Test
    void what_is_renamed_is_no_candidate_for_another_name() {
        var terminal = answering("rename");
        var settled = new Renames(terminal).ask(answers -> plan(answers, NAME, NICK));
        assertThat(settled.answers()).isEqualTo(new Answers(List.of(NAME), List.of()));
        assertThat(settled.plan().renames()).isEmpty();
        assertThat(terminal.questions())
                .containsExactly(
                        "column public.users.name is gone and full_name is new. Rename it, or drop it and create a new one? (rename/drop): ");
    }

    @Test
    void what_is_not_renamed_is_asked_of_each() {
        var settled = new Renames(answering("d", "DROP")).ask(answers -> plan(answers, NAME, NICK));
        assertThat(settled.answers()).isEqualTo(new Answers(List.of(), List.of(NAME, NICK)));
    }

    @Test
    void another_answer_is_none() {
        var renames = new Renames(answering("yes"));
        assertThatThrownBy(() -> renames.ask(answers -> plan(answers, NAME)))
                .isInstanceOf(GuardRefusal.class)
                .hasMessage("That is neither 'rename' nor 'drop'. Nothing was changed");
    }

    @Test
    void without_a_terminal_the_plan_stays_open() {
        var settled = new Renames(FakeTerminal.absent()).ask(answers -> plan(answers, NAME));
        assertThat(settled.plan().renames()).containsExactly(NAME);
        assertThat(StorePlan.problems("main", settled.plan()).getFirst().advice())
                .endsWith("\n-- seedbank:renamed column public.users.name -> full_name");
    }

    private static SchemaPlan forth(String... statements) {
        var steps = Stream.of(statements)
                .map(it -> new SchemaStep("table public.users", it, false, "", Set.of()))
                .toList();
        return new SchemaPlan("f", steps, List.of(), List.of(), List.of());
    }

    @Test
    void the_way_back_renames_what_was_renamed_and_nothing_else() {
        var back = new PossibleRename("column", "public.users.mobile", "phone");
        var wrong = new PossibleRename("column", "public.users.mobile", "country");
        var there = forth(
                "ALTER TABLE public.users RENAME COLUMN phone TO mobile",
                "ALTER TABLE public.users DROP COLUMN country");
        var settled = Renames.reverse(answers -> plan(answers, wrong, back), there);
        assertThat(settled.answers()).isEqualTo(new Answers(List.of(back), List.of(wrong)));
        var dropped =
                forth("ALTER TABLE public.users DROP COLUMN phone", "ALTER TABLE public.users ADD COLUMN mobile text");
        assertThat(Renames.reverse(answers -> plan(answers, back), dropped).answers())
                .isEqualTo(new Answers(List.of(), List.of(back)));
    }

    @Test
    void tables_and_values_are_renamed_back() {
        var table = new PossibleRename("table", "public.people", "users");
        var value = new PossibleRename("value", "public.mood.'very.happy'", "'happy'");
        var there = forth(
                "ALTER TABLE public.users RENAME TO people",
                "ALTER TYPE public.mood RENAME VALUE 'happy' TO 'very.happy'");
        var settled = Renames.reverse(answers -> plan(answers, table, value), there);
        assertThat(settled.answers()).isEqualTo(new Answers(List.of(table, value), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "public.users.name | name",
                "name | name",
                "public.\"a.b\" | \"a.b\"",
                "\"x.y\".\"a\"\"b\" | \"a\"\"b\""
            })
    void the_last_part_of_a_name(String name, String last) {
        assertThat(Renames.last(name)).isEqualTo(last);
    }
}
