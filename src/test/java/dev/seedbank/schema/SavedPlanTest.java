package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedPlanTest {
    private static final SavedPlan PLAN = new SavedPlan(List.of(new SavedPlan.Part(
            "main",
            "sha256:1",
            List.of(
                    new SchemaStep("table public.a", "drop table a", false, "3 rows", Set.of(SchemaStep.Risk.values())),
                    new SchemaStep("index public.b", "create index\r\n\"ü\"", true, "", Set.of())),
            List.of("a note"),
            new Answers(
                    List.of(new PossibleRename("table", "public.\"ä\"", "b")),
                    List.of(new PossibleRename("column", "public.a.b", "c"))),
            List.of(new SchemaFile("schema/a.sql", "-- \t\r\ncreate table b();\n")))));

    @TempDir
    Path folder;

    @Test
    void is_read_as_it_was_written() {
        var file = folder.resolve("new/plan.json");
        PLAN.write(file);
        assertThat(SavedPlan.read(file)).isEqualTo(PLAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"seedbankPlan\": 2, \"stores\": []}",
                "{\"seedbankPlan\": 1}",
                "{\"seedbankPlan\": 1, \"stores\": [{\"store\": 1}]}",
                "{\"seedbankPlan\": 1, \"stores\": [{\"store\": \"main\", \"fingerprint\": \"\", \"statements\": [{\"object\": \"\", \"sql\": \"\"}], \"notes\": [], \"files\": []}]}"
            })
    void what_is_none_is_refused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("plan.json"), text);
        assertThatThrownBy(() -> SavedPlan.read(file))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("is not a plan");
    }

    @Test
    void one_that_is_not_there_is_named() {
        assertThatThrownBy(() -> SavedPlan.read(folder.resolve("none.json")))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("There is no file ")
                .hasMessageContaining("none.json");
    }

    @Test
    void is_for_its_own_stores() {
        assertThat(PLAN.chosen(List.of("main", "other"), false)).containsExactly("main");
        assertThatThrownBy(() -> PLAN.chosen(List.of("other"), false))
                .hasMessage("The plan is for main; stores here: other");
    }
}
