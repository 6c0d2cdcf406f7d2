package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents refer to, by whatever kind of id, and whose of several it is. Validators do not matter here. */
@Tag("program")
class ModelReferencesIT {
    private final MongoServer server = MongoServer.embedded();
    private final String database = server.database();

    @TempDir
    Path project;

    private CliRunner seedbank;

    @BeforeEach
    void open() {
        seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(database));
    }

    @AfterEach
    void drop() {
        server.drop(database);
    }

    private void insert(String collection, Document... documents) {
        server.open(database).getCollection(collection).insertMany(List.of(documents));
    }

    private void model(String collection, String text) {
        seedbank.file("models/" + collection + ".json", text.replace('\'', '"'));
    }

    /** {@code orders dangling-reference customer 1}, without what is said of validators. */
    private List<String> found() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(seedbank.run("model", "check", "--output", "json").out());
        var found = new ArrayList<String>();
        for (var collection : document.path("collections")) {
            for (var finding : collection.path("findings")) {
                if (!finding.path("kind").asText().equals("validator")) {
                    found.add("%s %s %s %d"
                            .formatted(
                                    collection.path("collection").asText(),
                                    finding.path("kind").asText(),
                                    finding.path("field").asText(),
                                    finding.path("count").asLong()));
                }
            }
        }
        return found;
    }

    @Test
    void an_id_may_be_of_any_type_that_can_be_asked_for() throws IOException {
        var uuid = UUID.fromString("3f3e8b9c-1d5a-4f6e-9a3b-2c4d5e6f7a8b");
        var ids = List.<Object>of(
                new BsonBinary(uuid),
                new Date(1_700_000_000_123L),
                true,
                7L,
                "slug",
                new BsonBinary((byte) 0, new byte[] {1, -2}));
        ids.forEach(id -> insert("things", new Document("_id", id)));
        var number = 0;
        for (var id : ids) {
            insert("orders", new Document("_id", number++).append("thing", id));
        }
        insert(
                "orders",
                new Document("_id", "int").append("thing", 7),
                new Document("_id", "other").append("thing", new BsonBinary(new UUID(1, 2))),
                new Document("_id", "unknown").append("thing", new Document("a", 1)));
        model("things", "{}");
        model("orders", "{'properties': {'thing': {'x-references': 'things._id'}}}");
        assertThat(found()).containsExactly("orders dangling-reference thing 1");
        assertThat(seedbank.run("model", "check")).prints("other: binData 00000000-0000-0001-0000-000000000002");
    }

    /** A code is often unique within a tenant only, and a new one takes the place of one that is deleted. */
    @Test
    void of_several_that_have_the_value_the_tenant_s_own_is_meant_and_one_that_is_not_deleted() throws IOException {
        insert(
                "groups",
                group("HR", "A", true),
                group("HR", "B", false),
                group("IT", "A", true),
                group("IT", "A", false),
                group("IT", "B", true),
                group("ALL", null, false));
        insert(
                "users",
                user("HR", "A"),
                user("HR", "B"),
                user("HR", "C"),
                user("IT", "A"),
                user("IT", "B"),
                user("ALL", "C"));
        model("groups", "{'x-tenant': 'meta.company', 'x-soft-delete': 'gone'}");
        model("users", "{'x-tenant': 'meta.company', 'properties': {'group': {'x-references': 'groups.code'}}}");
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "groups no-tenant meta.company 1",
                        "users deleted-target group 2",
                        "users other-tenant group 1");
    }

    private static Document group(String code, String company, boolean gone) {
        var meta = company == null ? new Document() : new Document("company", company);
        return new Document("code", code).append("meta", meta).append("gone", gone);
    }

    private static Document user(String group, String company) {
        return new Document("group", group).append("meta", new Document("company", company));
    }

    @Test
    void text_and_object_ids_are_told_apart_in_both_directions() throws IOException {
        var id = new ObjectId();
        insert("texts", new Document("_id", id.toHexString()));
        insert("ids", new Document("_id", id).append("company", "A"));
        insert(
                "orders",
                new Document("text", id).append("id", id.toHexString()).append("meant", id.toHexString()),
                new Document("text", id.toHexString()).append("id", id));
        model("texts", "{}");
        model("ids", "{}");
        model(
                "orders",
                "{'properties': {'text': {'x-references': 'texts._id'}, 'id': {'x-references': 'ids._id'},"
                        + " 'meant': {'$ref': '#/$defs/id', 'x-references': 'ids._id'}}, '$defs': {'id': {'type': 'string'}}}");
        assertThat(found())
                .containsExactlyInAnyOrder("orders object-id-for-text text 1", "orders text-for-object-id id 1");
        assertThat(seedbank.run("model", "check"))
                .prints(
                        "1 reference holds an ObjectId as text, as the model says",
                        "1 reference in text (texts._id) is an ObjectId, where text is meant");
    }

    @Test
    void many_references_of_one_document_and_long_ones_are_looked_up_in_parts() throws IOException {
        var id = new ObjectId();
        insert("things", new Document("_id", id), new Document("_id", "x".repeat(100_000)));
        insert(
                "lists",
                new Document("_id", 1)
                        .append(
                                "things",
                                IntStream.range(0, 100_000).mapToObj(i -> id).toList()),
                new Document("_id", 2).append("things", List.of(new ObjectId(), id.toHexString())));
        for (int i = 0; i < 40; i++) {
            insert("lists", new Document("things", List.of("x".repeat(100_000), i + "y".repeat(500_000))));
        }
        model("things", "{}");
        model("lists", "{'properties': {'things': {'items': {'x-references': 'things._id'}}}}");
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "lists dangling-reference things.* 41", "lists text-for-object-id things.* 1");
        assertThat(seedbank.run("model", "check"))
                .prints("1 reference in things.* (things._id) is text, where an ObjectId is meant");
    }

    @Test
    void references_below_a_schema_that_leads_back_to_itself_are_looked_up_on_every_level() throws IOException {
        insert("users", new Document("_id", 1));
        insert(
                "posts",
                Document.parse("{_id: 1, by: 1, replies: [{by: 1, replies: [{by: 2, replies: []}]}, {by: 3}]}"));
        model("users", "{}");
        model("posts", "{'properties': {'by': {'x-references': 'users._id'}, 'replies': {'items': {'$ref': '#'}}}}");
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "posts dangling-reference replies.*.by 1", "posts dangling-reference replies.*.replies.*.by 1");
    }
}
