package dev.seedbank.backend.mongo.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private static Canonical of(String index) {
        return Canonical.of(BsonDocument.parse(index), new BsonDocument());
    }

    @Test
    void the_order_of_the_key_counts() {
        assertThat(of("{key: {a: 1, b: 1}}")).isNotEqualTo(of("{key: {b: 1, a: 1}}"));
        assertThat(of("{key: {a: 1, b: 1.0}}")).isEqualTo(of("{key: {a: 1, b: 1}}"));
    }

    @Test
    void the_order_of_conditions_does_not() {
        assertThat(of("{key: {a: 1}, partialFilterExpression: {b: 1, c: {$gt: 1, $lt: 5}}}"))
                .isEqualTo(of("{key: {a: 1}, partialFilterExpression: {c: {$lt: 5, $gt: 1}, b: 1}}"));
        assertThat(of("{key: {a: 1}, partialFilterExpression: {b: {x: 1, y: 2}}}"))
                .isNotEqualTo(of("{key: {a: 1}, partialFilterExpression: {b: {y: 2, x: 1}}}"));
    }
}
