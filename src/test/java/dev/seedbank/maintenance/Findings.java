package dev.seedbank.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code maintenance --output json} prints. */
record Findings(int exitCode, JsonNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Findings of(CliRunner seedbank, String... options) {
        var words = Stream.concat(Stream.of("maintenance", "--output", "json"), Stream.of(options))
                .toArray(String[]::new);
        return of(seedbank.run(words));
    }

    static Findings of(CliResult result) {
        try {
            return new Findings(result.exitCode(), JSON.readTree(result.out()));
        } catch (IOException e) {
            throw new AssertionError(result.toString(), e);
        }
    }

    /** Without the store, in the order in which they are told. */
    List<String> ids() {
        return StreamSupport.stream(document.path("findings").spliterator(), false)
                .map(it -> it.path("kind").asText() + "/" + it.path("subject").asText())
                .toList();
    }

    /** Of the database itself. */
    List<String> ofDatabase() {
        return ids().stream().filter(it -> !it.matches(".*-backup/.*")).toList();
    }

    JsonNode get(String id) {
        return StreamSupport.stream(document.path("findings").spliterator(), false)
                .filter(it -> it.path("id").asText().endsWith(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + document.toPrettyString()));
    }

    String fix(String id) {
        return get(id).at("/fix/command").asText();
    }
}
