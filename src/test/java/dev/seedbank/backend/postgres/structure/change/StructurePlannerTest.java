package dev.seedbank.backend.postgres.structure.change;

import static dev.seedbank.backend.postgres.structure.model.StructureKind.COMMENT;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.FOREIGN_KEY;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.FUNCTION;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.INDEX;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.KEY;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.SEQUENCE;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.TABLE;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.TYPE;
import static dev.seedbank.backend.postgres.structure.model.StructureKind.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.ArrayCasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StructurePlannerTest {
    private static final StructureId A = new StructureId(TABLE, "s.a");
    private static final StructureId B = new StructureId(TABLE, "s.b");
    private static final StructureId A_KEY = new StructureId(KEY, "s.a.a_pkey");
    private static final StructureId A_INDEX = new StructureId(INDEX, "s.a_idx");
    private static final StructureId B_TO_A = new StructureId(FOREIGN_KEY, "s.b.b_fkey");
    private static final StructureId V = new StructureId(VIEW, "s.v");
    private static final StructureId W = new StructureId(VIEW, "s.w");
    private static final StructureId MOOD = new StructureId(TYPE, "s.mood");

    private static final List<StructureObject> ALL = List.of(
            object(MOOD, null),
            object(A, null, MOOD),
            object(B, null),
            after(A_KEY, A),
            after(A_INDEX, A),
            after(B_TO_A, B, A, A_KEY),
            after(V, null, A),
            after(W, null, V),
            after(new StructureId(COMMENT, "VIEW s.v"), V));

    private static StructureObject object(StructureId id, StructureId owner, StructureId... needs) {
        return new StructureObject(id, "s", owner, set(owner, needs), List.of("CREATE " + id), false);
    }

    private static StructureObject after(StructureId id, StructureId owner, StructureId... needs) {
        return new StructureObject(id, "s", owner, set(owner, needs), List.of("CREATE " + id), true);
    }

    private static Set<StructureId> set(StructureId owner, StructureId... needs) {
        var all = new ArrayList<>(List.of(needs));
        if (owner != null) {
            all.add(owner);
        }
        return Set.copyOf(all);
    }

    private static List<StructureObject> without(StructureId... gone) {
        return ALL.stream()
                .filter(object -> !List.of(gone).contains(object.id()))
                .toList();
    }

    private static List<StructureObject> changed(StructureId id) {
        return ALL.stream()
                .map(object -> object.id().equals(id)
                        ? new StructureObject(
                                id, "s", object.owner(), object.needs(), List.of("OTHER"), object.afterRows())
                        : object)
                .toList();
    }

    private static StructurePlan plan(
            List<StructureObject> backup,
            List<StructureObject> live,
            Set<StructureId> surplus,
            Set<StructureId> filled) {
        var here = new StructureSet(backup);
        return StructurePlanner.plan(
                here,
                new StructureSet(live),
                StructureComparison.STRICT,
                new StructureGoals(here.ids(), surplus, filled, filled, true));
    }

    private static List<String> ids(List<StructureObject> objects) {
        return objects.stream().map(object -> object.id().toString()).toList();
    }

    @Test
    void equal_structures_need_nothing() {
        assertThat(plan(ALL, ALL, Set.of(), Set.of()).isEmpty()).isTrue();
    }

    @Test
    void what_needs_a_changed_table_makes_room_and_comes_back() {
        var plan = plan(ALL, changed(A), Set.of(), Set.of(A, B));
        assertThat(plan.obstacles()).isEmpty();
        assertThat(ids(plan.drops()))
                .containsExactlyInAnyOrder(
                        "TABLE s.a",
                        "KEY s.a.a_pkey",
                        "INDEX s.a_idx",
                        "FOREIGN_KEY s.b.b_fkey",
                        "VIEW s.v",
                        "VIEW s.w",
                        "COMMENT VIEW s.v")
                .containsSubsequence("VIEW s.w", "VIEW s.v", "TABLE s.a")
                .containsSubsequence("FOREIGN_KEY s.b.b_fkey", "KEY s.a.a_pkey", "TABLE s.a");
        assertThat(ids(plan.creates()))
                .hasSameElementsAs(ids(plan.drops()))
                .containsSubsequence("TABLE s.a", "KEY s.a.a_pkey", "FOREIGN_KEY s.b.b_fkey")
                .containsSubsequence("TABLE s.a", "VIEW s.v", "VIEW s.w");
        assertThat(StructureDrop.steps(plan.drops()).stream().flatMap(step -> step.statements().stream()))
                .containsExactlyInAnyOrder(
                        "ALTER TABLE s.b DROP CONSTRAINT b_fkey", "DROP VIEW s.w", "DROP VIEW s.v", "DROP TABLE s.a");
    }

    @Test
    void an_index_alone_is_made_again_alone() {
        var plan = plan(ALL, changed(A_INDEX), Set.of(), Set.of(A));
        assertThat(ids(plan.drops())).containsExactly("INDEX s.a_idx");
        assertThat(ids(plan.creates())).containsExactly("INDEX s.a_idx");
        assertThat(ids(plan(ALL, without(A_INDEX), Set.of(), Set.of(A)).creates()))
                .containsExactly("INDEX s.a_idx");
    }

    @Test
    void rows_that_nobody_brings_are_not_dropped() {
        var child = new StructureId(TABLE, "other.child");
        var live = new ArrayList<>(changed(MOOD));
        live.add(object(child, null, MOOD));
        assertThat(plan(ALL, live, Set.of(), Set.of(A, B)).obstacles())
                .extracting(StructurePlan.Line::name)
                .containsExactly("other.child");
    }

    @Test
    void a_view_elsewhere_is_made_again_as_it_was_or_named() {
        var elsewhere = new StructureId(VIEW, "other.v");
        var extra = new StructureId(TABLE, "s.extra");
        var live = new ArrayList<>(changed(A));
        live.add(after(elsewhere, null, A));
        assertThat(ids(plan(ALL, live, Set.of(), Set.of(A)).creates())).contains("VIEW other.v");
        live.add(object(extra, null));
        live.add(after(new StructureId(VIEW, "other.w"), null, extra));
        var plan = plan(ALL, live, Set.of(extra), Set.of(A));
        assertThat(plan.obstacles())
                .containsExactly(
                        new StructurePlan.Line("view other.w", "needs table s.extra, which will not be there"));
    }

    @Test
    void a_foreign_key_goes_with_the_table_that_it_refers_to() {
        var extra = new StructureId(TABLE, "s.extra");
        var key = new StructureId(FOREIGN_KEY, "s.a.a_extra");
        var live = new ArrayList<>(ALL);
        live.add(object(extra, null));
        live.add(after(key, A, extra));
        var plan = plan(ALL, live, Set.of(extra), Set.of(A));
        assertThat(plan.obstacles()).isEmpty();
        assertThat(ids(plan.drops())).containsExactly("FOREIGN_KEY s.a.a_extra", "TABLE s.extra");
        assertThat(plan.creates()).isEmpty();
        assertThat(plan.notes()).hasSize(1);
    }

    @Test
    void what_a_missing_table_needs_comes_with_it_but_no_other_table() {
        var function = new StructureId(FUNCTION, "s.f()");
        var sequence = new StructureId(SEQUENCE, "s.q");
        var backup = List.of(
                object(function, null),
                object(sequence, null),
                object(A, null, function, sequence),
                object(B, null),
                after(new StructureId(FOREIGN_KEY, "s.a.to_b"), A, B));
        var here = new StructureSet(backup);
        var plan = StructurePlanner.plan(
                here,
                new StructureSet(List.of()),
                StructureComparison.LOOSE,
                new StructureGoals(here.withOwned(List.of(A)), Set.of(), Set.of(A), Set.of(A), false));
        assertThat(ids(plan.creates())).containsExactly("FUNCTION s.f()", "SEQUENCE s.q", "TABLE s.a");
        assertThat(plan.notes())
                .containsExactly(new StructurePlan.Line(
                        "foreign key s.a.to_b", "is left out: it needs table s.b, which is not in the database"));
    }

    @Test
    void a_new_partition_means_a_new_table() {
        var part = new StructureId(TABLE, "s.a_1");
        var backup = new ArrayList<>(ALL);
        backup.add(object(part, A));
        var plan = plan(backup, ALL, Set.of(), Set.of(A, part));
        assertThat(ids(plan.drops())).contains("TABLE s.a");
        assertThat(ids(plan.creates())).containsSubsequence("TABLE s.a", "TABLE s.a_1", "INDEX s.a_idx");
        assertThat(ids(plan(ALL, backup, Set.of(part), Set.of(A)).drops())).containsExactly("TABLE s.a_1");
    }

    @Test
    void casts_and_parentheses_of_an_array_do_not_make_a_difference() {
        var one =
                check("CHECK (((note)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))");
        var other = check(
                "CHECK (((note)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))");
        assertThat(StructureComparison.LOOSE.same(one, other)).isTrue();
        assertThat(StructureComparison.STRICT.same(one, other)).isFalse();
        assertThat(StructureComparison.LOOSE.same(one, check("CHECK (((note)::text = ANY (ARRAY['a'::text])))")))
                .isFalse();
    }

    @Test
    void an_array_of_strings_keeps_its_cast() {
        assertThat(
                        ArrayCasts.kept(
                                TABLE,
                                List.of(
                                        "CHECK (((n)::text = ANY ((ARRAY['it''s'::character varying, E'b\\'\\\\'::character varying])::text[])))")))
                .containsExactly(
                        "CHECK (((n)::text = ANY ((ARRAY['it''s'::character varying, E'b\\'\\\\'::character varying]::character varying[])::text[])))");
        var literal = List.of(
                "DEFAULT '(ARRAY[''x''::bpchar])::text[]', \"(ARRAY['x'::bpchar])::t\", $$(ARRAY['x'::bpchar])::t$$");
        assertThat(ArrayCasts.kept(TABLE, literal)).isEqualTo(literal);
    }

    private static StructureObject check(String text) {
        return new StructureObject(A, "s", null, Set.of(), List.of(text), false);
    }
}
