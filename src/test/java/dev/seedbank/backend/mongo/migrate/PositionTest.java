package dev.seedbank.backend.mongo.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PositionTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void is_read_as_it_was_written(long seed) {
        var random = new Random(seed);
        var frames = new ArrayList<BsonDocument>();
        for (int i = random.nextInt(4); i > 0; i--) {
            frames.add(new BsonDocument(random.nextBoolean() ? "do" : "after", id(random)));
        }
        var begun = random.nextInt(5) == 0
                ? Optional.<Position.Begun>empty()
                : Optional.of(new Position.Begun(new ObjectId(), frames));
        var position = new Position("0123456789abcdef", begun);

        assertThat(Position.parse(position.text())).isEqualTo(position);
    }

    private static BsonValue id(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new BsonInt32(random.nextInt());
            case 1 -> new BsonInt64(random.nextLong());
            case 2 -> new BsonDouble(random.nextInt(100)); // stays a double, and is no int
            case 3 -> new BsonString("a \"b\" } ] \\ ü\n");
            case 4 -> new BsonObjectId();
            case 5 -> new BsonDateTime(random.nextLong());
            case 6 -> new BsonBinary("x".getBytes(StandardCharsets.UTF_8));
            case 7 -> new BsonMaxKey();
            default -> new BsonDocument("a", new BsonString("$b")).append("c", new BsonInt64(1));
        };
    }

    /** So that what a killed step has inserted is recognized. */
    @Test
    void ids_are_the_same_again_and_different_otherwise() {
        var run = new ObjectId();
        var one = new Position.Begun(run, List.of());
        var ids = new HashSet<ObjectId>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.add(one.id("", i))).isTrue();
        }
        assertThat(ids.add(one.id("other", 0))).isTrue();
        assertThat(new Position.Begun(run, List.of(new BsonDocument())).id("", 7))
                .isEqualTo(one.id("", 7));
        assertThat(one.id("", 7).getTimestamp()).isEqualTo(run.getTimestamp());
    }
}
