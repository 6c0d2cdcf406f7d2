package dev.seedbank.backend.mongo.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class ViewOrderTest {
    private final Map<String, Wanted> declared = new TreeMap<>();

    private void view(String name, String options) {
        declared.put(name, new Wanted(name, Optional.of(BsonDocument.parse(options)), Optional.empty()));
    }

    private ViewOrder order(Namespaces.Entry... existing) {
        return new ViewOrder(declared, List.of(existing));
    }

    private static Namespaces.Entry existing(String name, String options) {
        return new Namespaces.Entry(
                new Collection("shop", name, true, Collection.Kind.VIEW),
                Namespaces.Entry.Type.VIEW,
                BsonDocument.parse(options),
                false,
                Optional.empty());
    }

    @Test
    void each_view_comes_after_those_that_it_reads_in_whatever_stage() {
        view("a", "{viewOn: 'x', pipeline: [{$lookup: {from: 'e', as: 'e', pipeline: [{$unionWith: 'd'}]}}]}");
        view("b", "{viewOn: 'x', pipeline: [{$facet: {one: [{$graphLookup: {from: 'c', as: 'c'}}]}}]}");
        view("c", "{viewOn: 'f'}");
        view("d", "{viewOn: 'x', pipeline: [{$unionWith: {coll: 'f', pipeline: []}}]}");
        view("e", "{viewOn: 'd'}");
        view("f", "{viewOn: 'x'}");
        assertThat(order().names(declared.keySet())).containsExactly("f", "d", "e", "a", "c", "b");
        assertThat(order().cycles()).isEmpty();
    }

    @Test
    void views_that_read_each_other_are_found() {
        view("a", "{viewOn: 'b'}");
        view("b", "{viewOn: 'x', pipeline: [{$lookup: {from: 'c', as: 'c'}}]}");
        view("c", "{viewOn: 'a'}");
        view("d", "{viewOn: 'd'}");
        assertThat(order().cycles()).containsExactly(List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void so_are_those_that_go_through_a_view_that_no_file_declares() {
        view("a", "{viewOn: 'z'}");
        assertThat(order(existing("z", "{viewOn: 'a'}")).cycles()).containsExactly(List.of("a", "z"));
        view("z", "{viewOn: 'x'}");
        assertThat(order(existing("z", "{viewOn: 'a'}")).cycles()).isEmpty();
    }

    @Test
    void a_field_may_be_called_as_a_stage_has_it() {
        view("a", "{viewOn: 'x', pipeline: [{$match: {from: 'a', coll: 'a', $unionWith: 'a'}}, {$set: {from: 'a'}}]}");
        assertThat(order().cycles()).isEmpty();
    }
}
