package dev.seedbank.backend.postgres.structure.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.definition.Column.NotNull;
import dev.seedbank.backend.postgres.structure.definition.Column.Origin;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableDefinitionTest {
    private static final NotNull GIVEN = new NotNull("", false, false, true, false);
    private static final Column ID = column("id", "bigint", null, GIVEN);
    private static final Column EMAIL = column("email", "text", new ColumnValue.Default("'?'::text", false), null);
    private static final Check LONG = new Check("long", "CHECK ((length(email) > 3))", true, false, false);
    private static final TableDefinition USERS = table(List.of(ID, EMAIL), List.of(LONG), new Descent.Root());

    @Test
    void is_one_statement_if_nothing_is_unusual() {
        assertThat(USERS.statements()).containsExactly("""
                CREATE TABLE public.users (
                    id bigint NOT NULL,
                    email text DEFAULT '?'::text,
                    CONSTRAINT long CHECK ((length(email) > 3))
                )""");
    }

    @Test
    void what_create_table_cannot_say_comes_after_it() {
        var email = new Column(
                "email",
                "text",
                "\"C\"",
                "lz4",
                new ColumnValue.Default("now()", true),
                null,
                Origin.OWN,
                true,
                "EXTERNAL",
                "7",
                List.of(Setting.of("n_distinct=5")),
                List.of());
        var apart = new Check("later", "CHECK ((f(users.*)))", true, false, true);
        assertThat(table(List.of(email), List.of(apart), new Descent.Partition("public.people", "DEFAULT"))
                        .statements())
                .containsExactly(
                        "CREATE TABLE public.users (\n    email text COMPRESSION lz4 COLLATE \"C\"\n)",
                        "ALTER TABLE ONLY public.users ALTER COLUMN email SET STORAGE EXTERNAL",
                        "ALTER TABLE ONLY public.users ALTER COLUMN email SET STATISTICS 7",
                        "ALTER TABLE ONLY public.users ALTER COLUMN email SET (n_distinct=5)",
                        "ALTER TABLE ONLY public.people ATTACH PARTITION public.users DEFAULT");
    }

    @Test
    void a_child_says_only_how_it_differs_from_its_parents() {
        var inherited = EMAIL.below(Origin.INHERITED, false, null);
        var changed = column("note", "text", null, null).below(Origin.CHANGED, false, null);
        var stricter = column("born", "date", null, GIVEN).below(Origin.INHERITED, false, GIVEN);
        var child =
                table(List.of(inherited, changed, stricter), List.of(), new Descent.Child(List.of("public.people")));
        assertThat(child.statements())
                .containsExactly(
                        "CREATE TABLE public.users ()\nINHERITS (public.people)",
                        "ALTER TABLE ONLY public.users ALTER COLUMN note DROP DEFAULT",
                        "ALTER TABLE ONLY public.users ALTER COLUMN born SET NOT NULL");
    }

    @Test
    void equal_ones_have_no_differences() {
        assertThat(USERS.differences(table(List.of(ID, EMAIL), List.of(LONG), new Descent.Root())))
                .isEmpty();
    }

    @Test
    void a_column_differs_in_its_parts() {
        var other = column("email", "character varying(9)", null, GIVEN);
        assertThat(differences(table -> table.with(List.of(ID, other), table.checks(), table.descent())))
                .containsExactly(
                        "column email type: text → character varying(9)",
                        "column email default: '?'::text → null",
                        "column email not null: null → NOT NULL");
    }

    @Test
    void a_column_that_only_one_has_is_one_difference() {
        assertThat(differences(table -> table.with(List.of(ID), table.checks(), table.descent())))
                .containsExactly("column email: email text DEFAULT '?'::text → null");
        assertThat(differences(table -> table.with(
                        List.of(ID, EMAIL, column("born", "date", null, null)), table.checks(), table.descent())))
                .containsExactly("column born: null → born date");
    }

    @Test
    void the_order_of_columns_is_a_difference_of_its_own() {
        var more = column("born", "date", null, null);
        assertThat(differences(table -> table.with(List.of(EMAIL, more, ID), table.checks(), table.descent())))
                .containsExactly("column born: null → born date", "order: id, email → email, id");
    }

    @Test
    void a_check_differs_in_its_text_or_in_whether_rows_obey_it() {
        assertThat(differences(table -> table.with(table.columns(), checks("CHECK ((email <> ''))"), table.descent())))
                .containsExactly("check long definition: CHECK ((length(email) > 3)) → CHECK ((email <> ''))");
        assertThat(differences(
                        table -> table.with(table.columns(), checks(LONG.text() + " NOT VALID"), table.descent())))
                .containsExactly("check long validation: null → NOT VALID");
    }

    @Test
    void where_a_default_is_written_makes_no_difference() {
        var apart = column("email", "text", new ColumnValue.Default("'?'::text", true), null);
        assertThat(differences(table -> table.with(List.of(ID, apart), table.checks(), table.descent())))
                .isEmpty();
    }

    @Test
    void what_parents_bring_is_no_part_of_a_child_but_what_it_changes_is() {
        var parents = new Descent.Child(List.of("public.people"));
        var here = table(List.of(EMAIL.below(Origin.INHERITED, false, null)), List.of(), parents);
        var again = table(List.of(EMAIL.below(Origin.INHERITED, true, null)), List.of(), parents);
        var born = column("born", "date", null, null).below(Origin.INHERITED, false, null);
        var more = table(List.of(born, EMAIL.below(Origin.CHANGED, false, GIVEN)), List.of(), parents);
        assertThat(here.differences(again)).isEmpty();
        assertThat(here.differences(more).stream().map(TableDefinitionTest::line))
                .containsExactly("column email default: null → '?'::text", "column email not null: null → NOT NULL");
    }

    @Test
    void options_parents_and_bounds_differ_by_themselves() {
        var here = new TableDefinition(
                "t",
                false,
                List.of(),
                List.of(),
                new Descent.Partition("p", "FOR VALUES IN (1)"),
                null,
                null,
                List.of(new Setting("fillfactor", "'70'"), new Setting("toast.autovacuum_enabled", "'false'")),
                null,
                null);
        var there = new TableDefinition(
                "t",
                true,
                List.of(),
                List.of(),
                new Descent.Partition("p", "FOR VALUES IN (2)"),
                "LIST (a)",
                null,
                List.of(new Setting("fillfactor", "'80'")),
                null,
                null);
        assertThat(here.differences(there).stream().map(TableDefinitionTest::line))
                .containsExactly(
                        "partition bound: FOR VALUES IN (1) → FOR VALUES IN (2)",
                        "option fillfactor: '70' → '80'",
                        "option toast.autovacuum_enabled: 'false' → null",
                        "persistence: null → UNLOGGED",
                        "partition key: null → LIST (a)");
    }

    private static List<Check> checks(String text) {
        return List.of(new Check("long", text, true, false, false));
    }

    private static List<String> differences(UnaryOperator<TableDefinition> change) {
        return USERS.differences(change.apply(USERS)).stream()
                .map(TableDefinitionTest::line)
                .toList();
    }

    static String line(Difference difference) {
        return difference.words() + ": " + difference.here() + " → " + difference.there();
    }

    private static TableDefinition table(List<Column> columns, List<Check> checks, Descent descent) {
        return new TableDefinition("public.users", false, columns, checks, descent, null, null, List.of(), null, null);
    }

    private static Column column(String name, String type, @Nullable ColumnValue value, @Nullable NotNull notNull) {
        return new Column(name, type, null, null, value, notNull, Origin.OWN, true, null, null, List.of(), List.of());
    }
}
