package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model check} finds what is not as the models say, and nothing else; {@code model apply} sets validators. */
@Tag("program")
class ModelCheckIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectId ACME = new ObjectId("507f1f77bcf86cd799439011");
    private static final ObjectId GLOBEX = new ObjectId("507f1f77bcf86cd799439012");

    @TempDir
    Path project;

    private MongoServer server;
    private String database = "";
    private CliRunner seedbank;
    private MongoDatabase db;

    @BeforeEach
    void two_companies_with_agents_and_tickets() {
        var found = MongoServer.allWith(Capability.VALIDATORS).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no server with validators");
        server = found.get();
        database = server.database();
        db = server.open(database);
        seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(database));
        insert(
                "companies",
                new Document("_id", ACME).append("name", "Acme"),
                new Document("_id", GLOBEX).append("name", "Globex"));
        insert(
                "agents",
                new Document("_id", "a1").append("company_id", ACME.toHexString()),
                new Document("_id", "a2").append("company_id", GLOBEX.toHexString()),
                new Document("_id", "a3")
                        .append("company_id", ACME.toHexString())
                        .append("is_deleted", true));
        insert("tickets", ticket(1, "open"), ticket(2, "closed").append("agent_id", "a1"));
        model(
                "companies",
                "{'properties': {'_id': {'bsonType': 'objectId'}, 'name': {'type': 'string'}}, 'additionalProperties': false}");
        model(
                "agents",
                "{'x-tenant': 'company_id', 'x-soft-delete': 'is_deleted',"
                        + " 'properties': {'company_id': {'type': 'string', 'x-references': 'companies._id'}}}");
        model(
                "tickets",
                "{'x-tenant': 'company_id', 'required': ['status'], 'properties': {'status': {'enum': ['open', 'closed']},"
                        + " 'title': {'type': 'string', 'format': 'email'},"
                        + " 'company_id': {'type': 'string', 'x-references': 'companies._id'},"
                        + " 'owner': {'x-references': 'companies._id'},"
                        + " 'agent_id': {'x-references': 'agents._id'}, 'parts': {'items': {'properties': {'agent': {'x-references': 'agents._id'}}}}}}");
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    private void insert(String collection, Document... documents) {
        db.getCollection(collection).insertMany(List.of(documents));
    }

    private static Document ticket(Object id, String status) {
        return new Document("_id", id).append("status", status).append("company_id", ACME.toHexString());
    }

    private void model(String collection, String text) {
        seedbank.file("models/" + collection + ".json", text.replace('\'', '"'));
    }

    private JsonNode check(int exit) {
        var result = seedbank.run("model", "check", "--output", "json");
        assertThat(result).exits(exit);
        try {
            return JSON.readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    /** {@code tickets violation 1}. */
    private List<String> found() {
        var found = new ArrayList<String>();
        for (var collection : check(5).path("collections")) {
            for (var finding : collection.path("findings")) {
                var field = finding.path("field").isNull()
                        ? ""
                        : finding.path("field").asText() + " ";
                found.add("%s %s %s%d"
                        .formatted(
                                collection.path("collection").asText(),
                                finding.path("kind").asText(),
                                field,
                                finding.path("count").asLong()));
            }
        }
        return found;
    }

    @Test
    void apply_sets_what_is_missing_and_a_second_time_nothing() {
        assertThat(found())
                .containsExactlyInAnyOrder("companies validator 1", "agents validator 1", "tickets validator 1");

        assertThat(seedbank.run("model", "apply"))
                .exits(0)
                .prints("Set 3 validators")
                .prints("the server does not check format (models/tickets.json, /properties/title)");

        assertThat(seedbank.run("model", "check"))
                .exits(0)
                .prints("3 models checked: all fit", "1 of them marked as deleted");
        assertThat(seedbank.run("model", "apply")).exits(0).prints("All validators are as the models say");
        assertThatThrownBy(() -> insert("tickets", ticket(9, "odd"))).hasMessageContaining("validation");

        db.runCommand(new Document("collMod", "tickets").append("validationLevel", "moderate"));
        assertThat(found()).containsExactly("tickets validator 1");
        assertThat(seedbank.run("model", "apply")).exits(0).prints("Set 1 validator");
        check(0);
    }

    @Test
    void dry_run_shows_the_validators_and_sets_none() {
        assertThat(seedbank.run("model", "apply", "--dry-run"))
                .exits(0)
                .prints("mongodb/tickets: no validator", "\"enum\" : [ \"open\", \"closed\" ]", "nothing was changed");
        assertThat(found()).hasSize(3);
    }

    @Test
    void a_missing_collection_is_made_with_its_validator() {
        model("notes", "{'required': ['text']}");
        seedbank.run("model", "apply");
        check(0);
        assertThatThrownBy(() -> insert("notes", new Document())).hasMessageContaining("validation");
    }

    @Test
    void each_planted_fault_is_found_as_what_it_is_and_nothing_else() {
        assertThat(seedbank.run("model", "apply")).exits(0);
        for (var collection : List.of("agents", "tickets")) {
            db.runCommand(new Document("collMod", collection)
                    .append("validationAction", "warn")
                    .append("validationLevel", "off"));
        }
        insert(
                "tickets",
                ticket("wrong", "odd"),
                new Document("_id", "missing").append("company_id", ACME.toHexString()));
        insert("tickets", new Document("_id", "nobody's").append("status", "open"));
        insert("tickets", ticket("dangling", "open").append("agent_id", "a9"));
        insert("tickets", ticket("text", "open").append("owner", GLOBEX.toHexString()));
        insert(
                "tickets",
                ticket("other", "open")
                        .append("parts", List.of(new Document("agent", "a1"), new Document("agent", "a2"))));
        insert("tickets", ticket("gone", "open").append("agent_id", "a3"));
        insert("tickets", ticket("mail", "open").append("title", "no address"));
        seedbank.run("model", "apply");
        db.createCollection("unknown");
        db.runCommand(new Document("collMod", "agents").append("validator", new Document()));
        model("empty", "{}");
        seedbank.file(
                "seedbank.yaml",
                "seedbank:\n  stores: {mongodb: {url: \"${DATABASE_URI}\"}}\n  models: {require: true}\n");

        assertThat(found())
                .containsExactlyInAnyOrder(
                        "agents validator 1",
                        "empty no-collection 1",
                        "unknown no-model 1",
                        "tickets violation 3",
                        "tickets no-tenant company_id 1",
                        "tickets dangling-reference agent_id 1",
                        "tickets text-for-object-id owner 1",
                        "tickets other-tenant parts.*.agent 1",
                        "tickets deleted-target agent_id 1");
        assertThat(seedbank.run("model", "check"))
                .exits(5)
                .prints("wrong: /status: ", "missing: /status: ", "mail: /title: ", "dangling: a9")
                .prints("9 references hold an ObjectId as text, as the model says");
    }

    @Test
    void documents_that_do_not_fit_are_told_before_a_validator_is_set() {
        insert("tickets", ticket(7, "odd"));
        assertThat(seedbank.run("model", "apply"))
                .exits(0)
                .prints("1 document in it does not fit", "1 existing document does not fit");
    }

    @Test
    void a_validator_written_by_hand_is_shown_before_it_is_replaced() {
        db.runCommand(Document.parse("{collMod: 'tickets', validator: {age: {$gte: 18}}}"));
        seedbank.file(
                "seedbank.yaml",
                "seedbank: {stores: {mongodb: {url: '${DATABASE_URI}'}}}\n'%prod': {seedbank: {environment: production}}\n");
        assertThat(seedbank.run("model", "apply", "--profile", "prod"))
                .exits(3)
                .says("it replaces the validator {\"age\":{\"$gte\":18}}")
                .says("new: {\"required\":[\"status\"]");
        assertThat(seedbank.run("model", "apply")).exits(0).says("it replaces the validator {\"age\":{\"$gte\":18}}");
        check(0);
    }

    @Test
    void nothing_is_set_on_what_is_seedbank_s_or_the_server_s_own() {
        for (var own : List.of("_seedbank", "_seedbank_x", "system.views")) {
            model("own", "{'x-collection': '%s', 'required': ['nope']}".formatted(own));
            assertThat(seedbank.run("model", "apply")).exits(3).warns("models/own.json: '" + own + "' is reserved");
            assertThat(seedbank.run("status")).exits(3).warns("is reserved");
            assertThat(seedbank.run("init", "--quick")).exits(3);
        }
        assertThat(db.listCollectionNames()).noneMatch(it -> it.equals("_seedbank_x"));
    }

    @Test
    void a_validator_that_the_server_refuses_keeps_no_other_from_being_set() {
        try (var standIn = MongoStandIn.before(server.url(database))) {
            standIn.when(
                    "collMod",
                    (command, _) -> command.getString("collMod").getValue().equals("agents")
                            ? MongoStandIn.error(9, "FailedToParse", "Unknown $jsonSchema keyword: anyOf")
                            : null);
            var through = CliRunner.in(project).env("DATABASE_URI", standIn.url());
            assertThat(through.run("model", "apply"))
                    .exits(1)
                    .prints("Set 2 validators")
                    .warns("setting the validator of agents", "Unknown $jsonSchema keyword");
            assertThat(through.run("model", "apply", "--output", "json"))
                    .exits(1)
                    .prints("\"error\"", "\"validators\" : [ ]");
        }
        assertThat(found()).containsExactly("agents validator 1");
    }

    @Test
    void what_can_have_no_validator_is_passed_over_and_told() {
        Assumptions.assumeTrue(server.has(Capability.VIEWS));
        db.createView("open_tickets", "tickets", List.of(Document.parse("{$match: {status: 'open'}}")));
        model("open_tickets", "{}");
        assertThat(seedbank.run("model", "apply")).exits(0).prints("open_tickets: a view has no validator");
        check(0);
    }

    @Test
    void a_mistake_in_a_file_is_told_with_its_place() {
        model("tickets", "{'properties': {'a': {'type': 'strng'}}}");
        assertThat(seedbank.run("model", "check"))
                .exits(2)
                .says("models/tickets.json, /properties/a/type: there is no type 'strng'");
    }

    @Test
    void two_at_once_set_the_same() throws Exception {
        model("notes", "{'required': ['text']}");
        try (var one = seedbank.start("model", "apply");
                var other = seedbank.start("model", "apply")) {
            Stream.of(one, other)
                    .map(CliRun::await)
                    .forEach(it -> assertThat(it).exits(0));
        }
        check(0);
    }

    @Test
    void infer_writes_models_that_accept_what_they_were_made_from() throws IOException {
        for (int i = 0; i < 40; i++) {
            insert(
                    "calls",
                    new Document("company_id", (i % 2 == 0 ? ACME : GLOBEX).toHexString())
                            .append("at", new java.util.Date())
                            .append("kind", i % 3 == 0 ? "in" : "out")
                            .append("mail", "user" + i + "@example.com")
                            .append("length", i % 2 == 0 ? (Object) i : (Object) 1.5)
                            .append("tags", i % 4 == 0 ? List.of() : List.of("a" + i, i))
                            .append("note", i == 7 ? null : "n" + i)
                            .append("by", new Document("user" + i, 1).append("x", Double.NaN)));
        }

        assertThat(seedbank.run("model", "infer", "--force")).exits(0).prints("Wrote 4 models", "models/calls.json");

        var calls = JSON.readTree(project.resolve("models/calls.json").toFile());
        assertThat(calls.at("/x-tenant").asText()).isEqualTo("company_id");
        assertThat(calls.at("/properties/company_id/x-references").asText()).isEqualTo("companies._id");
        assertThat(calls.at("/properties/kind/enum").toString()).isEqualTo("[\"in\",\"out\"]");
        assertThat(calls.at("/properties/mail/format").asText()).isEqualTo("email");
        assertThat(calls.at("/properties/at/bsonType").asText()).isEqualTo("date");
        assertThat(calls.at("/properties/length/$comment").asText()).contains("double 50.0 %", "int 50.0 %");
        assertThat(calls.at("/required").toString()).contains("\"at\"", "\"kind\"", "\"note\"");
        assertThat(JSON.readTree(project.resolve("models/agents.json").toFile())
                        .at("/x-soft-delete")
                        .asText())
                .isEqualTo("is_deleted");
        assertThat(seedbank.run("model", "apply")).exits(0).prints("Set 4 validators");
        check(0);

        assertThat(seedbank.run("model", "infer", "calls")).exits(0).prints("is there already", "Wrote 0 models");
    }
}
