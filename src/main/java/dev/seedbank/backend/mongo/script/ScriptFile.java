package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.yaml.YamlDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A migration's file, all of it read and checked.
 *
 * @param allowed what it says is meant as it is
 */
public record ScriptFile(List<Step> up, List<Step> down, Transaction transaction, Set<Hazard> allowed) {
    public ScriptFile {
        up = List.copyOf(up);
        down = List.copyOf(down);
        allowed = Set.copyOf(allowed);
    }

    /** What the file says of transactions. */
    public enum Transaction {
        /** One for all of it, if the server has them and no step is in the way. */
        AUTO,
        TRUE,
        FALSE
    }

    private static final Pattern ESCAPE = Pattern.compile("\\\\.");
    private static final List<String> KEYS = List.of("up", "down", "transaction", "allow");

    /** Whether it is a list of commands, by its name. */
    public static boolean isCommands(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
    }

    /**
     * @param database that it is for
     * @throws dev.seedbank.failure.UsageFailure naming the line, if something in it is not known, in either direction
     */
    public static ScriptFile read(Script script, String database) {
        if (!isCommands(script.file())) {
            throw new UsageFailure(
                    script.file() + " is code, which Seedbank does not run", "Write the step in YAML or JSON.");
        }
        var document = new YamlDocument(script.file(), UnaryOperator.identity());
        var root = document.parse(text(script))
                .orElseThrow(
                        () -> document.failure(1, "it is empty", "Write up: and down:, each with a list of steps."));
        var entries = document.map(root);
        entries.values().stream()
                .filter(it -> !KEYS.contains(it.key()))
                .findFirst()
                .ifPresent(it -> {
                    throw document.failure(
                            it.line(),
                            "unknown '%s'".formatted(it.key()),
                            Nearest.advice(it.key(), KEYS, String.join(", ", KEYS)));
                });
        var transaction = entries.containsKey("transaction")
                ? transaction(
                        document, YamlDocument.require(entries, "transaction").value())
                : Transaction.AUTO;
        var source = new Arguments.Source(document, new Values(document), database);
        var reader = new StepReader(source, script.files());
        return new ScriptFile(
                entries.containsKey("up")
                        ? reader.list(YamlDocument.require(entries, "up").value(), "up")
                        : List.of(),
                entries.containsKey("down")
                        ? reader.list(YamlDocument.require(entries, "down").value(), "down")
                        : List.of(),
                transaction,
                entries.containsKey("allow")
                        ? allowed(
                                document, YamlDocument.require(entries, "allow").value())
                        : Set.of());
    }

    private static Set<Hazard> allowed(YamlDocument document, Node node) {
        var allowed = EnumSet.noneOf(Hazard.class);
        for (var rule : document.list(node)) {
            allowed.add(Hazard.of(rule)
                    .orElseThrow(() -> document.failure(
                            YamlDocument.line(node),
                            "'%s' is not a rule of migrate lint".formatted(rule),
                            Nearest.advice(rule, Hazard.rules(), ""))));
        }
        return allowed;
    }

    private static Transaction transaction(YamlDocument document, Node node) {
        var text = document.text(node);
        return switch (text) {
            case "auto", "true", "false" -> Transaction.valueOf(text.toUpperCase(Locale.ROOT));
            default ->
                throw document.failure(
                        YamlDocument.line(node),
                        "transaction cannot be '%s'".formatted(text),
                        "Write auto, true or false.");
        };
    }

    /** YAML does not take all of JSON: neither tabs, which are white space there, nor a slash behind a backslash. */
    private static String asYaml(String json) {
        return ESCAPE.matcher(json.replace('\t', ' '))
                .replaceAll(it -> it.group().equals("\\/") ? "/" : Matcher.quoteReplacement(it.group()));
    }

    private static String text(Script script) {
        var all = new StringWriter();
        for (var piece : script.pieces()) {
            try (var text = piece.text().open()) {
                text.transferTo(all);
            } catch (IOException e) {
                throw new OperationFailed("%s cannot be read: %s".formatted(script.file(), e.getMessage()), "", e);
            }
        }
        return script.file().endsWith(".json") ? asYaml(all.toString()) : all.toString();
    }

    /** Whether the steps of a direction are one transaction on a server that has them. */
    public boolean isTransactional(Script.Direction direction) {
        return transaction == Transaction.TRUE
                || (transaction == Transaction.AUTO
                        && of(direction).stream()
                                .flatMap(Step::all)
                                .allMatch(it -> it.outsideTransactions().isEmpty()));
    }

    public List<Step> of(Script.Direction direction) {
        return direction == Script.Direction.UP ? up : down;
    }
}
