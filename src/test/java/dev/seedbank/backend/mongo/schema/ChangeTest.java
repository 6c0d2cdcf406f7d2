package dev.seedbank.backend.mongo.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Stake EMPTY = Stake.relyingOn(new Held.None(new BsonDocument(), ""));

    private final Draft draft = new Draft();

    private List<List<String>> changes() {
        return Change.of(draft.plan("").steps()).stream()
                .map(change -> change.commands().stream()
                        .flatMap(it -> Stream.of(it.getFirstKey()))
                        .toList())
                .toList();
    }

    private void step(String object, String command) {
        draft.step(object, BsonDocument.parse(command));
    }

    @Test
    void an_empty_collection_is_made_again_with_its_indexes_in_one() {
        draft.drop("collection a", "a", EMPTY);
        step("collection a", "{create: 'a', capped: true, size: 4096}");
        step("index n_1 on a", "{createIndexes: 'a', indexes: [{key: {n: 1}, name: 'n_1'}]}");
        step("index m_1 on a", "{createIndexes: 'a', indexes: [{key: {m: 1}, name: 'm_1'}]}");
        step("index m_1 on b", "{createIndexes: 'b', indexes: [{key: {m: 1}, name: 'm_1'}]}");
        assertThat(changes())
                .containsExactly(List.of("drop", "create", "createIndexes", "createIndexes"), List.of("createIndexes"));
    }

    @Test
    void a_view_and_a_collection_that_goes_for_good_are_dropped_alone() {
        draft.drop("view a", "a", Stake.NONE);
        step("collection a", "{create: 'a'}");
        draft.drop("collection b", "b", EMPTY);
        step("collection c", "{create: 'c'}");
        assertThat(changes()).containsExactly(List.of("drop"), List.of("create"), List.of("drop"), List.of("create"));
    }

    @Test
    void what_belongs_to_one_index_is_one() {
        step("index n_1 on a", "{createIndexes: 'a', indexes: [{key: {n: 1}, name: 'n_1_2'}]}");
        step("index n_1 on a", "{dropIndexes: 'a', index: 'n_1'}");
        step("index m_1 on a", "{collMod: 'a', index: {name: 'm_1', hidden: true}}");
        assertThat(changes()).containsExactly(List.of("createIndexes", "dropIndexes"), List.of("collMod"));
    }

    @Test
    void what_a_step_relies_on_is_read_back() {
        var filter = BsonDocument.parse("{at: {$lt: {$date: '2026-01-01T00:00:00Z'}}, \"a 'b'\": \"ü\\\"\"}");
        for (var held : List.of(new Held.None(filter, "past it"), new Held.Count(7), new Held.Size(1L << 40))) {
            assertThat(Held.read(held.of("a"))).isEqualTo(held);
        }
    }
}
