package dev.seedbank.backend.mongo.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.mongo.script.Steps;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which steps may run once more after a kill. */
class RepetitionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "updateMany: {collection: a, filter: {}, update: {$set: {b: 1}, $unset: {c: 1}, $addToSet: {d: 1}, $rename: {e: f}}}",
                "updateMany: {collection: a, filter: {}, update: [{$set: {b: \"$c\"}}]}",
                "updateMany: {collection: a, filter: {}, update: [{$set: {b: {$literal: \"$b\"}, c: \"$$NOW\"}}, {$unset: [d]}]}",
                "updateOne: {collection: a, filter: {_id: 1}, update: {$set: {b: 1}}}",
                "updateOne: {collection: a, filter: {_id: 1}, update: {$set: {b: 1}}, upsert: true}",
                "updateMany: {collection: a, filter: {}, update: {$set: {\"b.$[].c\": 1}}}",
                "deleteMany: {collection: a, filter: {b: 1}}",
                "deleteOne: {collection: a, filter: {_id: {$oid: 0123456789abcdef01234567}}}",
                "replaceOne: {collection: a, filter: {_id: 1}, replacement: {b: 1}}",
                "aggregate: {collection: a, pipeline: [{$out: b}]}",
                "aggregate: {collection: a, pipeline: [{$merge: {into: b, whenMatched: replace}}]}",
                "insertOne: {collection: a, document: {}}",
            })
    void these_may(String step) {
        assertThat(harm(step)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updateMany: {collection: a, filter: {}, update: {$inc: {b: 1}}}",
                "updateMany: {collection: a, filter: {}, update: {$set: {c: 1}, $push: {b: 1}}}",
                "updateMany: {collection: a, filter: {}, update: {$mul: {b: 2}}}",
                "updateMany: {collection: a, filter: {}, update: {$pop: {b: 1}}}",
                "updateMany: {collection: a, filter: {}, update: {$bit: {b: {xor: 1}}}}",
                "updateMany: {collection: a, filter: {}, update: [{$set: {b: {$add: [\"$b\", 1]}}}]}",
                "updateMany: {collection: a, filter: {}, update: [{$set: {b: \"$c.d\"}}, {$unset: c}]}",
                "updateMany: {collection: a, filter: {}, update: [{$replaceWith: {b: \"$c\"}}]}",
                "updateMany: {collection: a, filter: {}, update: [{$set: {b: \"$$ROOT\"}}]}",
                "updateMany: {collection: a, filter: {b: 1}, update: {$set: {\"b.$.c\": 1}}}",
                "updateMany: {collection: a, filter: {b: {$gt: 1}}, update: {$set: {c: 1}}, upsert: true}",
                "updateOne: {collection: a, filter: {b: 1}, update: {$set: {c: 1}}}",
                "updateOne: {collection: a, filter: {_id: {$gt: 1}}, update: {$set: {c: 1}}}",
                "deleteOne: {collection: a, filter: {b: 1}}",
                "aggregate: {collection: a, pipeline: [{$set: {b: 1}}, {$out: a}]}",
                "aggregate: {collection: a, pipeline: [{$merge: {into: b, whenMatched: [{$set: {n: 1}}]}}]}",
                "{each: {collection: a}, do: [{updateMany: {collection: b, filter: {a: \"${_id}\"}, update: {$inc: {n: 1}}}}]}",
            })
    void these_may_not(String step) {
        assertThat(harm(step)).isPresent();
    }

    private static Optional<String> harm(String step) {
        return Repetition.harm(Steps.step(step));
    }
}
