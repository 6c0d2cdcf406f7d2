package dev.seedbank.backend.mongo.bson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.SensitiveField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields taken out of documents, and put in again. */
class FieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a          | {a: 1, b: 2}                       | {b: 2}",
                "a          | {b: {a: 1}}                        | {b: {a: 1}}",
                "a.b        | {a: {b: 1, c: 2}, b: 3}            | {a: {c: 2}, b: 3}",
                "a.b        | {a: [{b: 1}, {c: 2}, 3, [{b: 4}]]} | {a: [{}, {c: 2}, 3, [{}]]}",
                "a.1        | {a: [{b: 1}, {b: 2}]}              | {a: [{b: 1}]}",
                "a.1.b      | {a: [{b: 1}, {b: 2}]}              | {a: [{b: 1}, {}]}",
                "a.b        | {a: 'b'}                           | {a: 'b'}",
                "a.b        | {a: null}                          | {a: null}",
                "a,a.b      | {a: {b: 1}}                        | {}",
                "a.b,a      | {a: {b: 1}, c: 1}                  | {c: 1}",
                "a.b.c,a.d  | {a: {b: {c: 1, e: 2}, d: 3}}       | {a: {b: {e: 2}}}",
            })
    void are_taken_out_by_their_paths(String paths, String document, String rest) {
        var fields = Stream.of(paths.split(",", -1))
                .map(path -> new SensitiveField(path, Optional.empty()))
                .toList();

        assertThat(without(fields, BsonDocument.parse(document))).isEqualTo(BsonDocument.parse(rest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a     | x          | {b: 1}             | {b: 1, a: 'x'}",
                "a     | x          | {a: null}          | {a: null}",
                "a     | 7          | {}                 | {a: 7}",
                "a     | 007        | {}                 | {a: '007'}",
                "a     | {\"x\":[]} | {}                 | {a: {x: []}}",
                "a     | n{row}     | {}                 | {a: 'n5'}",
                "a     | {row}      | {}                 | {a: 5}",
                "a.b   | x          | {}                 | {}",
                "a.b   | x          | {a: {}}            | {a: {b: 'x'}}",
                "a.b   | x          | {a: [{}, 1, {b:2}]} | {a: [{b: 'x'}, 1, {b: 2}]}",
            })
    void are_put_in_where_their_paths_lead(String path, String fill, String document, String filled) {
        var out = new BsonBuffer();
        var before = Bytes.of(BsonDocument.parse("{before: 1}"));
        var bytes = Bytes.of(BsonDocument.parse(document));
        out.bytes(before, 0, before.length);
        out.newDocument();
        out.bytes(bytes, 0, bytes.length);

        new FieldFiller(List.of(new SensitiveField(path, Optional.of(fill)))).fill(out, before.length, 5);

        assertThat(Arrays.copyOf(out.array(), before.length)).isEqualTo(before);
        assertThat(document(out.array(), before.length, out.size())).isEqualTo(BsonDocument.parse(filled));
    }

    /** Whatever types and names a document has: all but the field stays, byte for byte. */
    @Test
    void nothing_else_changes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var bson = new RandomBson(random, true);
        for (int run = 0; run < 5_000; run++) {
            var document = bson.document();
            var remover = new FieldRemover(List.of(new SensitiveField("no such field", Optional.empty())));
            var copy = remover.without(document, 0);
            assertThat(Arrays.copyOf(copy, document.length)).as("seed %d", seed).isEqualTo(document);
            assertThat(remover.neverMet()).containsExactly("no such field");

            var extended = with(document, "secret");
            copy = new FieldRemover(List.of(new SensitiveField("secret", Optional.empty()))).without(extended, 0);
            assertThat(Arrays.copyOf(copy, document.length)).as("seed %d", seed).isEqualTo(document);
        }
    }

    private static byte[] with(byte[] document, String name) {
        var out = new BsonBuffer();
        out.newDocument();
        int start = out.begin();
        out.int8(BsonTag.STRING);
        out.name(name);
        out.string("value");
        out.bytes(document, 4, document.length - 1);
        out.end(start);
        return Arrays.copyOf(out.array(), out.size());
    }

    private static BsonDocument without(List<SensitiveField> fields, BsonDocument document) {
        var bytes = Bytes.of(document);
        var copy = new FieldRemover(fields).without(bytes, 0);
        return document(copy, 0, BsonTag.int32(copy, 0));
    }

    private static BsonDocument document(byte[] bytes, int from, int to) {
        var document = new BsonDocument();
        document.putAll(new RawBsonDocument(bytes, from, to - from));
        return BsonDocument.parse(document.toJson());
    }
}
