package dev.seedbank.backend.mongo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which filters may take all documents. */
class FiltersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{role: {$exists: false}}",
                "{role: null}",
                "{role: {$eq: null}}",
                "{role: {$ne: 'user'}, points: {$not: {$gt: 3}}}",
                "{$and: [{a: {$exists: true}}, {b: {$type: 'string'}}]}",
                "{$or: [{a: 1}, {b: {$exists: false}}]}",
                "{$nor: [{a: 1}]}",
            })
    void takes_all(String filter) {
        assertThat(Filters.isWide(BsonDocument.parse(filter))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_id: 1}",
                "{role: 'user', points: {$exists: false}}",
                "{at: {$lt: 5}}",
                "{role: {$in: ['a', 'b']}}",
                "{role: {$exists: true, $gt: 'a'}}",
                "{address: {}}",
                "{address: {city: 'X'}}",
                "{$and: [{a: {$exists: true}}, {b: 1}]}",
                "{$or: [{a: 1}, {b: 2}]}",
                "{$expr: {$ne: ['$a', '$b']}}",
                "{$text: {$search: 'a'}}",
            })
    void takes_some(String filter) {
        assertThat(Filters.isWide(BsonDocument.parse(filter))).isFalse();
    }
}
