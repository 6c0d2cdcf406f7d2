package dev.seedbank.backend.postgres.structure.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition.Attribute;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    private static final SequenceOptions COUNTING = new SequenceOptions("1", "1", "1", "100", "1", false);

    @Test
    void what_has_no_parts_differs_as_a_whole() {
        assertThat(differences(Statements.of("CREATE FUNCTION a"), Statements.of("CREATE FUNCTION b")))
                .containsExactly("definition: CREATE FUNCTION a → CREATE FUNCTION b");
    }

    @Test
    void another_sort_of_thing_by_the_same_name_differs_as_a_whole() {
        assertThat(differences(
                        new EnumDefinition("t", List.of("'a'")),
                        new CompositeDefinition("t", List.of(new Attribute("a", "text", "")))))
                .containsExactly("definition: CREATE TYPE t AS ENUM (\n    'a'\n) → CREATE TYPE t AS (\n    a text\n)");
    }

    @Test
    void an_enum_differs_in_its_values_and_their_order() {
        var here = new EnumDefinition("t", List.of("'a'", "'b'", "'c'"));
        assertThat(differences(here, new EnumDefinition("t", List.of("'a'", "'new'", "'b'", "'c'"))))
                .containsExactly("value 'new': null → 'new'");
        assertThat(differences(here, new EnumDefinition("t", List.of("'c'", "'a'", "'b'"))))
                .containsExactly("order: 'a', 'b', 'c' → 'c', 'a', 'b'");
    }

    @Test
    void a_composite_differs_in_its_attributes() {
        var here = new CompositeDefinition("t", List.of(new Attribute("a", "text", "")));
        var there = new CompositeDefinition(
                "t", List.of(new Attribute("a", "text", "\"C\""), new Attribute("b", "integer", "")));
        assertThat(differences(here, there))
                .containsExactly("attribute a collation: null → \"C\"", "attribute b: null → b integer");
    }

    @Test
    void a_domain_differs_in_its_parts() {
        var check = new Check("c", "CHECK ((VALUE > 0))", true, false, false);
        var here = new DomainDefinition("d", "integer", null, "1", "NOT NULL", List.of());
        var there = new DomainDefinition("d", "bigint", null, null, "NOT NULL", List.of(check));
        assertThat(differences(here, there))
                .containsExactly(
                        "type: integer → bigint",
                        "default: 1 → null",
                        "check c: null → CONSTRAINT c CHECK ((VALUE > 0))");
    }

    @Test
    void a_sequence_differs_in_its_options() {
        var here = new SequenceDefinition("s", false, "integer", COUNTING);
        var there = new SequenceDefinition("s", true, "integer", new SequenceOptions("1", "2", "1", "100", "5", true));
        assertThat(differences(here, there))
                .containsExactly(
                        "increment: 1 → 2", "cache: 1 → 5", "persistence: null → UNLOGGED", "cycle: null → CYCLE");
    }

    @Test
    void a_view_differs_in_its_options_its_query_and_its_columns() {
        var here = new ViewDefinition(
                "v",
                false,
                null,
                List.of(new Setting("security_barrier", "'true'")),
                " SELECT 1",
                List.of(),
                List.of());
        var there =
                new ViewDefinition("v", false, null, List.of(), " SELECT 2", List.of(new Setting("a", "7")), List.of());
        assertThat(differences(here, there))
                .containsExactly(
                        "option security_barrier: 'true' → null",
                        "query:  SELECT 1 →  SELECT 2",
                        "default a: null → 7");
    }

    @Test
    void a_policy_differs_in_its_parts() {
        var here = new PolicyDefinition("t", "p", false, "ALL", List.of("PUBLIC"), "true", null);
        var there = new PolicyDefinition("t", "p", true, "UPDATE", List.of("a", "b"), "(id > 1)", "true");
        assertThat(differences(here, there))
                .containsExactly(
                        "command: ALL → UPDATE",
                        "roles: PUBLIC → a, b",
                        "using: true → (id > 1)",
                        "mode: null → RESTRICTIVE",
                        "with check: null → true");
    }

    @Test
    void an_index_differs_in_its_text_and_its_targets() {
        var here = new IndexDefinition("i", "CREATE INDEX i ON t (a)", List.of(new Setting("1", "7")));
        var there = new IndexDefinition("i", "CREATE INDEX i ON t (b)", List.of());
        assertThat(differences(here, there))
                .containsExactly(
                        "definition: CREATE INDEX i ON t (a) → CREATE INDEX i ON t (b)", "statistics 1: 7 → null");
    }

    @Test
    void grants_differ_by_who_has_them() {
        var here = new GrantsDefinition(
                "",
                "TABLE t",
                List.of(
                        new Grant(true, "DELETE", "owner", false, ""),
                        new Grant(false, "SELECT", "reader", false, ""),
                        new Grant(false, "SELECT", "writer", true, "boss")));
        var there = new GrantsDefinition(
                "",
                "TABLE t",
                List.of(
                        new Grant(false, "SELECT, INSERT", "reader", false, ""),
                        new Grant(false, "SELECT", "writer", false, "boss")));
        assertThat(here.statements())
                .containsExactly(
                        "REVOKE DELETE ON TABLE t FROM owner",
                        "GRANT SELECT ON TABLE t TO reader",
                        "GRANT SELECT ON TABLE t TO writer WITH GRANT OPTION GRANTED BY boss");
        assertThat(differences(here, there))
                .containsExactly(
                        "revoke owner: DELETE → null",
                        "grant reader: SELECT → SELECT, INSERT",
                        "grant writer WITH GRANT OPTION GRANTED BY boss: SELECT → null",
                        "grant writer GRANTED BY boss: null → SELECT");
    }

    @Test
    void owners_and_row_level_security_differ() {
        assertThat(differences(new OwnerDefinition("TABLE t", "a"), new OwnerDefinition("TABLE t", "b")))
                .containsExactly("owner: a → b");
        assertThat(differences(new RowSecurityDefinition("t", true, false), new RowSecurityDefinition("t", true, true)))
                .containsExactly("forced: null → FORCE");
    }

    private static List<String> differences(Definition here, Definition there) {
        return here.differences(there).stream().map(TableDefinitionTest::line).toList();
    }
}
