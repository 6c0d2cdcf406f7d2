package dev.seedbank.backend.postgres.structure.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintDefinitionTest {
    @Test
    void storage_options_stand_before_what_is_said_of_deferral() {
        var fill = Setting.of("fillfactor=70");
        assertThat(key("UNIQUE (a, b)", fill).statements())
                .containsExactly("ALTER TABLE ONLY t ADD CONSTRAINT k UNIQUE (a, b) WITH (fillfactor=70)");
        assertThat(key("UNIQUE (a) DEFERRABLE", fill).statements())
                .containsExactly("ALTER TABLE ONLY t ADD CONSTRAINT k UNIQUE (a) WITH (fillfactor=70) DEFERRABLE");
        assertThat(key("UNIQUE (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED", fill)
                        .statements())
                .containsExactly("ALTER TABLE ONLY t ADD CONSTRAINT k UNIQUE (a) INCLUDE (b) WITH (fillfactor=70)"
                        + " DEFERRABLE INITIALLY DEFERRED");
    }

    @Test
    void knows_its_columns() {
        assertThat(key("PRIMARY KEY (id)").columns()).containsExactly("id");
        assertThat(key("UNIQUE NULLS NOT DISTINCT (a, \"b, c\", \"d \"\"(e)\"\"\") INCLUDE (f)")
                        .columns())
                .containsExactly("a", "\"b, c\"", "\"d \"\"(e)\"\"\"");
        assertThat(key("UNIQUE (id, at WITHOUT OVERLAPS)").columns()).containsExactly("id", "at");
        assertThat(key("EXCLUDE USING gist (room WITH =, during WITH &&)").columns())
                .isEmpty();
    }

    @Test
    void a_foreign_key_knows_what_it_refers_to() {
        var key = key(
                "FOREIGN KEY (\"a (1)\", b) REFERENCES public.\"odd REFERENCES (x).t\"(\"C\", d) ON DELETE SET NULL (b)");
        assertThat(key.columns()).containsExactly("\"a (1)\"", "b");
        assertThat(key.references()).contains(new Reference("public.\"odd REFERENCES (x).t\"", List.of("\"C\"", "d")));
        assertThat(key("FOREIGN KEY (p, PERIOD at) REFERENCES t(id, PERIOD valid)")
                        .references())
                .contains(new Reference("t", List.of("id", "valid")));
        assertThat(key("PRIMARY KEY (id)").references()).isEmpty();
    }

    @Test
    void differs_in_its_text_its_deferral_its_validation_or_its_options() {
        var here = key("FOREIGN KEY (a) REFERENCES s.t(id)");
        assertThat(differences(here, key("FOREIGN KEY (a) REFERENCES s.t(id) ON DELETE CASCADE")))
                .containsExactly(
                        "definition: FOREIGN KEY (a) REFERENCES s.t(id) → FOREIGN KEY (a) REFERENCES s.t(id) ON DELETE CASCADE");
        assertThat(differences(here, key("FOREIGN KEY (a) REFERENCES s.t(id) DEFERRABLE INITIALLY DEFERRED NOT VALID")))
                .containsExactly("deferral: null → DEFERRABLE INITIALLY DEFERRED", "validation: null → NOT VALID");
        assertThat(differences(
                        key("UNIQUE (a)", Setting.of("fillfactor=70")), key("UNIQUE (a)", Setting.of("fillfactor=80"))))
                .containsExactly("option fillfactor: 70 → 80");
    }

    private static List<String> differences(ConstraintDefinition here, ConstraintDefinition there) {
        return here.differences(there).stream().map(TableDefinitionTest::line).toList();
    }

    private static ConstraintDefinition key(String text, Setting... options) {
        return new ConstraintDefinition("t", "k", false, text, List.of(options));
    }
}
