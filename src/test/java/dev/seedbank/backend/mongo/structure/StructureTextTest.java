package dev.seedbank.backend.mongo.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same structure. */
class StructureTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {validator: {}, validationLevel: 'strict', validationAction: 'error'}",
                "{validator: {a: 1}} | {validationAction: 'error', validationLevel: 'strict', validator: {a: 1}}",
                "{capped: true, size: 5} | {size: 5, capped: true}",
            })
    void options_are_the_same(String one, String other) {
        assertThat(options(one)).isEqualTo(options(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{validator: {a: 1}} | {validator: {a: 2}}",
                "{validator: {a: 1}} | {validator: {a: 1}, validationAction: 'warn'}",
                "{} | {capped: true, size: 5}",
            })
    void options_differ(String one, String other) {
        assertThat(options(one)).isNotEqualTo(options(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | {name: 'a_1', key: {a: 1}} | {key: {a: 1}, name: 'a_1', unique: false, background: true}",
                "false | {name: 'a_1', key: {a: 1}} | {key: {a: 1}, name: 'a_1', unique: true}",
                "false | {name: 'x', key: {a: 1, b: 1}} | {name: 'x', key: {b: 1, a: 1}}",
            })
    void indexes(boolean same, String one, String other) {
        assertThat(index(one).toString().equals(index(other).toString())).isEqualTo(same);
    }

    private static BsonDocument options(String json) {
        return canonical(BsonDocument.parse(json), List.of()).options();
    }

    private static BsonDocument index(String json) {
        return canonical(new BsonDocument(), List.of(BsonDocument.parse(json)))
                .indexes()
                .getFirst();
    }

    private static Definition canonical(BsonDocument options, List<BsonDocument> indexes) {
        return StructureText.canonical(new Definition(
                new Collection("db", "users", true, Collection.Kind.DATA),
                Namespaces.Entry.Type.COLLECTION,
                options,
                indexes));
    }
}
