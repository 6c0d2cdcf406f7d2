package dev.seedbank.backend.postgres.structure.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StructureScriptTest {
    private static final List<String> NASTY = List.of(
            "SELECT 1",
            "SELECT ';\n\n-- After the data\n\n'",
            "SELECT 'it''s;\n\n', \"a;\n\n\"\"b\"",
            "SELECT E'\\';\n\n', E'\\\\', e'a''\\';\n\n'",
            "SELECT '\\', ';\n\n'",
            "SELECT $$;\n\n$$, $a$ $$;\n\n' $b$ $a$, $1",
            "SELECT name$a$b, 'x' -- don't;\n\n, 2",
            "SELECT /* ' ;\n\n /* \" */ ;\n\n $$ */ 1",
            "CREATE FUNCTION f() BEGIN ATOMIC\n SELECT 1;\n SELECT 2;\nEND",
            "CREATE RULE r AS ON DELETE TO t DO (DELETE FROM a;\n DELETE FROM b;\n)",
            "SELECT tablE'x;\n\n'",
            "COMMENT ON TABLE \"$$\" IS '$$;\n\n'",
            "SELECT 'ü🌱;\n\n', ü$$");

    @Test
    void takes_apart_what_it_wrote() throws IOException {
        assertThat(StructureScript.statements(script(NASTY, NASTY.reversed()), false))
                .isEqualTo(NASTY);
        assertThat(StructureScript.statements(script(NASTY, NASTY.reversed()), true))
                .isEqualTo(NASTY.reversed());
    }

    @Test
    void takes_apart_any_quoted_text() throws IOException {
        var random = new Random(4);
        var pieces = "' \" $ $$ $a$ -- /* */ \\ ; \n \n\n ;\n\n E e' U&' x ü -- After the data\n".split(" ", -1);
        for (var round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            for (var count = random.nextInt(12); count > 0; count--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            var inside = text.toString();
            var statements = Stream.of(
                            "A '" + inside.replace("'", "''") + "'",
                            "B \"" + inside.replace("\"", "\"\"") + "\"",
                            "C E'" + inside.replace("\\", "\\\\").replace("'", "''") + "' c",
                            "D $unique$" + inside + "$unique$",
                            "F")
                    .toList();
            assertThat(StructureScript.statements(script(statements, statements), true))
                    .isEqualTo(statements);
        }
    }

    @Test
    void an_empty_script_has_no_statements() {
        assertThat(StructureScript.statements("", false)).isEmpty();
        assertThat(StructureScript.statements("-- a\n\n-- After the data\n", true))
                .isEmpty();
    }

    @Test
    void gives_back_the_objects_that_it_wrote_whatever_their_names() throws IOException {
        var table = new StructureId(StructureKind.TABLE, "public.\"a;\n\\; of TABLE x; needs\r\"");
        var type = new StructureId(StructureKind.TYPE, "public.mood");
        var objects = List.of(
                new StructureObject(
                        new StructureId(StructureKind.SCHEMA, "public"), "public", null, Set.of(), List.of(), false),
                new StructureObject(type, "public", null, Set.of(), NASTY, false),
                new StructureObject(table, "odd;\nschema", null, Set.of(type), NASTY.reversed(), false),
                new StructureObject(
                        new StructureId(StructureKind.INDEX, "public.i"),
                        "public",
                        table,
                        Set.of(table, type),
                        List.of("CREATE INDEX i"),
                        true));
        var text = new StringBuilder("-- A title: of several words\n-- Left out: view public.v\n\n");
        StructureScript.append(text, "SET search_path = ''");
        for (var object : objects.subList(0, 3)) {
            StructureScript.append(text, object);
        }
        text.append(StructureScript.AFTER_THE_DATA).append("\n\n");
        StructureScript.append(text, "SET search_path = ''");
        StructureScript.append(text, objects.getLast());
        text.append("-- The end\n\n");
        StructureScript.append(text, "RESET search_path");
        assertThat(StructureScript.objects(text.toString())).isEqualTo(objects);
        assertThat(StructureScript.statements(text.toString(), true))
                .containsExactly("SET search_path = ''", "CREATE INDEX i", "RESET search_path");
    }

    @Test
    void a_script_without_labels_has_no_objects() throws IOException {
        assertThat(StructureScript.objects(script(NASTY, NASTY))).isEmpty();
    }

    private static String script(List<String> before, List<String> after) throws IOException {
        var text = new StringBuilder("-- A title; with a semicolon;\n\n");
        for (var statement : before) {
            StructureScript.append(text, statement);
        }
        text.append(StructureScript.AFTER_THE_DATA).append("\n\n");
        for (var statement : after) {
            StructureScript.append(text, statement);
        }
        return text.toString();
    }
}
