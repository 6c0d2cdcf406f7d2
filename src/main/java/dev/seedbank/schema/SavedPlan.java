package dev.seedbank.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.config.ShellWord;
import dev.seedbank.config.TextFile;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file with plans, each with the files that its store's was made from: what comes of it is compared with these, whatever the project
 * says by then.
 */
record SavedPlan(List<Part> parts) {
    private static final String FORMAT = "seedbankPlan";
    private static final int VERSION = 1;
    /** In MiB: the statements and the files. */
    private static final int LARGEST = 128;

    SavedPlan {
        parts = List.copyOf(parts);
    }

    /** @param answers what was said of renames for it */
    record Part(
            String store,
            String fingerprint,
            List<SchemaStep> steps,
            List<String> notes,
            Answers answers,
            List<SchemaFile> files) {
        Part {
            steps = List.copyOf(steps);
            notes = List.copyOf(notes);
            files = List.copyOf(files);
        }

        static Part of(StorePlan plan) {
            return new Part(
                    plan.name(),
                    plan.plan().fingerprint(),
                    plan.plan().steps(),
                    plan.plan().notes(),
                    plan.settled().answers(),
                    plan.files());
        }

        /** Whether a plan runs the very same statements. */
        boolean isAs(SchemaPlan plan) {
            return statements(steps).equals(statements(plan.steps()));
        }

        private static List<String> statements(List<SchemaStep> steps) {
            return steps.stream().map(SchemaStep::sql).toList();
        }

        private Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("store", store);
            json.put("fingerprint", fingerprint);
            json.put("statements", steps.stream().map(StepText::facts).toList());
            json.put("notes", notes);
            json.put("renamed", facts(answers.renamed()));
            json.put("dropped", facts(answers.dropped()));
            json.put(
                    "files",
                    files.stream()
                            .map(it -> Map.of("name", it.name(), "text", it.text()))
                            .toList());
            return json;
        }

        private static List<Map<String, String>> facts(List<PossibleRename> renames) {
            return renames.stream()
                    .map(it -> Map.of("kind", it.kind(), "from", it.from(), "to", it.to()))
                    .toList();
        }
    }

    Optional<Part> of(String store) {
        return parts.stream().filter(it -> it.store().equals(store)).findFirst();
    }

    List<String> stores() {
        return parts.stream().map(Part::store).toList();
    }

    /**
     * The stores to run it on.
     *
     * @param able those that the command could be for
     * @param named whether they were named on the command line
     * @throws UsageFailure if it has none of theirs, or is for others that were not left out
     */
    List<String> chosen(List<String> able, boolean named) {
        var unknown = stores().stream().filter(it -> !able.contains(it)).findFirst();
        var chosen = stores().stream().filter(able::contains).toList();
        if (chosen.isEmpty() || (unknown.isPresent() && !named)) {
            throw new UsageFailure(
                    "The plan is for %s; stores here: %s"
                            .formatted(String.join(", ", stores()), String.join(", ", able)),
                    "Run it in the project that it was made in, and on its stores.");
        }
        return chosen;
    }

    /** All of it or nothing; over one that is there. */
    void write(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a device or a pipe would be replaced by a file
            throw new UsageFailure(
                    "%s is not a regular file".formatted(file), "Give --plan another name. Nothing was changed.");
        }
        var json = new LinkedHashMap<String, Object>();
        json.put(FORMAT, VERSION);
        json.put("stores", parts.stream().map(Part::json).toList());
        try {
            TextFile.replace(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE,
                    "%s cannot be written: %s".formatted(file, e.getMessage()),
                    "Check the space on the disk, and that you may write there. Nothing was changed.",
                    e);
        }
    }

    static SavedPlan read(Path file) {
        var shown = file.toString();
        try {
            var root = new ObjectMapper().readTree(TextFile.readExactly(file, shown, LARGEST));
            if (root == null || root.path(FORMAT).asInt() != VERSION) {
                throw noPlan(shown, null);
            }
            return new SavedPlan(list(root.path("stores"), SavedPlan::part));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw noPlan(shown, e);
        } catch (IOException e) {
            throw new UsageFailure(
                    e instanceof NoSuchFileException || !Files.exists(file)
                            ? "There is no file " + shown
                            : "%s cannot be read: %s".formatted(shown, e.getMessage()),
                    "To save a plan: seedbank push --plan " + ShellWord.of(shown),
                    e);
        }
    }

    private static UsageFailure noPlan(String shown, @Nullable Throwable cause) {
        return new UsageFailure(
                "%s is not a plan that this version of Seedbank has saved".formatted(shown),
                "To save one: seedbank push --plan FILE",
                cause);
    }

    private static Part part(JsonNode json) {
        return new Part(
                text(json, "store"),
                text(json, "fingerprint"),
                list(json.path("statements"), SavedPlan::step),
                list(json.path("notes"), JsonNode::asText),
                new Answers(
                        list(json.path("renamed"), SavedPlan::rename), list(json.path("dropped"), SavedPlan::rename)),
                list(json.path("files"), it -> new SchemaFile(text(it, "name"), text(it, "text"))));
    }

    private static PossibleRename rename(JsonNode json) {
        return new PossibleRename(text(json, "kind"), text(json, "from"), text(json, "to"));
    }

    private static SchemaStep step(JsonNode json) {
        var words = list(json.path("risks"), JsonNode::asText);
        return new SchemaStep(
                text(json, "object"),
                text(json, "sql"),
                json.path("alone").asBoolean(),
                json.path("loss").isNull() ? "" : text(json, "loss"),
                risks(words));
    }

    private static Set<SchemaStep.Risk> risks(List<String> words) {
        return words.stream()
                .map(word -> Arrays.stream(SchemaStep.Risk.values())
                        .filter(it -> StepText.word(it).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(word)))
                .collect(Collectors.toSet());
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw new IllegalArgumentException(name);
        }
        return json.path(name).asText();
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> one) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("no list");
        }
        var all = new ArrayList<T>();
        json.forEach(it -> all.add(one.apply(it)));
        return all;
    }
}
