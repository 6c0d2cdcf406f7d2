package dev.seedbank.backend.mongo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which validators a server takes for the same. */
class NormalRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1, b: 2} | {b: 2, a: 1}",
                "{a: 1} | {a: {$numberLong: '1'}}",
                "{a: {$gt: 1, $lt: 5}} | {a: {$lt: 5, $gt: 1}}",
                "{a: {$in: [1, 2]}} | {a: {$in: [2, 1, 1]}}",
                "{a: {$not: {$nin: [1, 2]}}} | {a: {$not: {$nin: [2, 1]}}}",
                "{a: {$type: ['int', 'long']}} | {a: {$type: ['long', 'int']}}",
                "{a: {$all: [1, {x: 1}]}} | {a: {$all: [{x: 1}, 1]}}",
                "{a: {$elemMatch: {x: 1, y: {$in: [1, 2]}}}} | {a: {$elemMatch: {y: {$in: [2, 1]}, x: 1}}}",
                "{$or: [{a: 1}, {b: 2, c: 3}]} | {$or: [{c: 3, b: 2}, {a: 1}]}",
                "{a: {$regex: 'x', $options: 'i'}} | {a: {$options: 'i', $regex: 'x'}}",
                "{$jsonSchema: {required: ['a', 'b']}} | {$jsonSchema: {required: ['b', 'a']}}",
                "{$jsonSchema: {enum: [1, {a: 1, b: 2}]}} | {$jsonSchema: {enum: [{b: 2, a: 1}, 1]}}",
                "{$jsonSchema: {properties: {a: {enum: ['x', 'y']}}}} | {$jsonSchema: {properties: {a: {enum: ['y', 'x']}}}}",
                "{$jsonSchema: {properties: {a: {bsonType: 'int'}, b: {}}}} | {$jsonSchema: {properties: {b: {}, a: {bsonType: 'int'}}}}",
                "{$jsonSchema: {anyOf: [{minimum: 1}, {type: ['null', 'object']}]}} | {$jsonSchema: {anyOf: [{type: ['object', 'null']}, {minimum: 1}]}}",
                "{$jsonSchema: {dependencies: {a: ['b', 'c']}}} | {$jsonSchema: {dependencies: {a: ['c', 'b']}}}",
                "{$jsonSchema: {items: {required: ['a', 'b']}}} | {$jsonSchema: {items: {required: ['b', 'a']}}}",
            })
    void equal(String one, String other) {
        assertThat(NormalRule.of(BsonDocument.parse(one))).isEqualTo(NormalRule.of(BsonDocument.parse(other)));
    }

    /** Above all values that a field is compared with, whatever they are called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: {x: 1, y: 2}} | {a: {y: 2, x: 1}}",
                "{a: {$eq: {x: 1, y: 2}}} | {a: {$eq: {y: 2, x: 1}}}",
                "{a: {$in: [{x: 1, y: 2}]}} | {a: {$in: [{y: 2, x: 1}]}}",
                "{a: {$ne: [1, 2]}} | {a: {$ne: [2, 1]}}",
                "{a: [1, 2]} | {a: [2, 1]}",
                "{enum: [1, 2]} | {enum: [2, 1]}",
                "{required: ['a', 'b']} | {required: ['b', 'a']}",
                "{type: {$eq: [1, 2]}} | {type: {$eq: [2, 1]}}",
                "{a: {$mod: [2, 1]}} | {a: {$mod: [1, 2]}}",
                "{a: {$in: [[1, 2]]}} | {a: {$in: [[2, 1]]}}",
                "{$expr: {$lt: ['$a', '$b']}} | {$expr: {$lt: ['$b', '$a']}}",
                "{$jsonSchema: {enum: [[1, 2]]}} | {$jsonSchema: {enum: [[2, 1]]}}",
                "{$jsonSchema: {enum: [{required: [1, 2]}]}} | {$jsonSchema: {enum: [{required: [2, 1]}]}}",
                "{$jsonSchema: {items: [{type: 'a'}, {type: 'b'}]}} | {$jsonSchema: {items: [{type: 'b'}, {type: 'a'}]}}",
                "{$jsonSchema: {oneOf: [{minimum: 1}]}} | {$jsonSchema: {oneOf: [{minimum: 1}, {minimum: 1}]}}",
                "{a: 1} | {a: '1'}",
            })
    void different(String one, String other) {
        assertThat(NormalRule.of(BsonDocument.parse(one))).isNotEqualTo(NormalRule.of(BsonDocument.parse(other)));
    }
}
