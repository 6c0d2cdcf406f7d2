package dev.seedbank.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.InputStreamSource;
import dev.seedbank.SeedbankCommands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The schemas in {@code docs/schema}. Each document that a command prints in a test is checked against its own, and more strictly
 * than users would: a field that the schema does not name is an error, too.
 */
public final class OutputSchemas {
    private static final Path FOLDER = Path.of("docs", "schema");
    private static final String SUFFIX = ".schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Schema> STRICT = new ConcurrentHashMap<>();

    private OutputSchemas() {}

    /** Checks what a command printed, if it was told to print JSON. */
    static void check(List<String> arguments, String out) {
        var command = command(arguments);
        if (command.isPresent() && out.startsWith("{")) {
            try {
                var problems = problems(command.get(), JSON.readTree(out));
                if (!problems.isEmpty()) {
                    throw new AssertionError("%s does not print what docs/schema/%s%s says: %s%n%s"
                            .formatted(String.join(" ", arguments), command.get(), SUFFIX, problems, out));
                }
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + out, e);
            }
        }
    }

    /** What is wrong with a document, strictly seen; empty if nothing. */
    public static List<String> problems(String schema, JsonNode document) {
        return STRICT.computeIfAbsent(schema, OutputSchemas::read).validate(document).stream()
                .map(Object::toString)
                .toList();
    }

    /** The file of a schema. */
    public static Path file(String schema) {
        return FOLDER.resolve(schema + SUFFIX);
    }

    /** {@code backup-list}; {@code common} for a command line that cannot be understood, of which only the failure is told. */
    private static Optional<String> command(List<String> arguments) {
        ParseResult parsed;
        try {
            parsed = SeedbankCommands.description().parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            return Optional.empty();
        }
        if (!"json".equals(String.valueOf(parsed.matchedOptionValue("--output", "")))) {
            return Optional.empty();
        }
        var last = parsed.asCommandLineList().getLast().getCommandSpec().qualifiedName("-");
        return Optional.of(last.substring(last.indexOf('-') + 1));
    }

    private static Schema read(String schema) {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.resourceLoaders(loaders -> loaders.add(OutputSchemas::strict)));
        return registry.getSchema(SchemaLocation.of(file(schema).toUri().toString()));
    }

    private static @Nullable InputStreamSource strict(AbsoluteIri iri) {
        if (!iri.toString().startsWith("file:")) {
            return null;
        }
        return () -> {
            var file = Path.of(URI.create(iri.toString()));
            var root = JSON.readTree(Files.readString(file));
            if (!file.getFileName().toString().contains(".yaml")) {
                close(root);
            }
            return new ByteArrayInputStream(JSON.writeValueAsBytes(root));
        };
    }

    /** Lets no object have fields that are not named. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OutputSchemas::close);
    }

    /** For YAML files, which are read elsewhere. */
    public static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /** All commands that print JSON, as their schemas are called. */
    public static List<String> commands() {
        return names(SeedbankCommands.description(), "");
    }

    private static List<String> names(CommandLine command, String prefix) {
        return command.getSubcommands().values().stream()
                .flatMap(sub -> {
                    var name = prefix + sub.getCommandName();
                    return Stream.concat(Stream.of(name), names(sub, name + "-").stream());
                })
                .filter(name -> !List.of("help", "completion", "index", "model", "schema")
                        .contains(name))
                .toList();
    }
}
