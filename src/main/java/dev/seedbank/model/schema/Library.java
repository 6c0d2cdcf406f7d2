package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The library that says whether a document fits a schema. Asks no network. Loaded with the first model that is needed. */
final class Library {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Sources sources;
    private final boolean formats;
    private @Nullable SchemaRegistry registry;

    /** Whether a text was too long for its pattern since somebody last asked. */
    private boolean overflown;

    /** @param formats whether text of a wrong form is a fault, or nothing but a hint, as in the specification */
    Library(Sources sources, boolean formats) {
        this.sources = sources;
        this.formats = formats;
    }

    private SchemaRegistry registry() {
        if (registry == null) {
            var config = SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .messageSource(new Reasons())
                    .pathType(PathType.JSON_POINTER)
                    .losslessNarrowing(true)
                    .formatAssertionsEnabled(formats)
                    .regularExpressionFactory(this::expression)
                    .build();
            var dialect = Dialect.builder(DIALECT, Dialects.getDraft202012())
                    .keyword(new BsonTypes())
                    .keywords(BesideId.words())
                    .keywords(ByValue.words())
                    .keywords(RealNumbers.words())
                    .format(new EmailFormat())
                    .build();
            registry = SchemaRegistry.withDialect(
                    dialect,
                    builder -> builder.schemaRegistryConfig(config)
                            .schemas(uri -> sources.document(uri)
                                    .map(JsonNode::toString)
                                    .orElse(null)));
        }
        return registry;
    }

    /**
     * The same engine reads both, so that it and the server take a pattern for the same. Java's takes a level of its stack for each
     * repetition of a group; where that is not enough, nothing is known of the text.
     */
    RegularExpression expression(String ecma) {
        var common = CommonPattern.of(ecma);
        var compiled = common.isEmpty()
                ? JDKRegularExpressionFactory.getInstance().getRegularExpression(ecma)
                : found(Pattern.compile(common.get()));
        return text -> {
            try {
                return compiled.matches(text);
            } catch (StackOverflowError e) {
                overflown = true;
                return true;
            }
        };
    }

    private static RegularExpression found(Pattern pattern) {
        return text -> pattern.matcher(text).find();
    }

    /**
     * Prepares a schema.
     *
     * @throws SchemaException if it is none
     */
    Schema schema(Place place) {
        var schema = registry()
                .getSchema(SchemaLocation.of(place.base() + (place.pointer().isEmpty() ? "" : "#" + place.pointer())));
        schema.initializeValidators();
        return schema;
    }

    /** What a file does that no schema may: against the schema of schemas. */
    List<Error> mistakes(JsonNode file) {
        return registry().getSchema(SchemaLocation.of(DIALECT)).validate(file);
    }

    /** A schema within a file; empty if the library does not find it there. */
    Optional<Schema> part(Place file, Place part) {
        try {
            return Optional.of(schema(new Place(part.node(), file.base(), part.file(), part.pointer())));
        } catch (SchemaException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws SchemaException if only now it is seen that the schema is none */
    List<Violation> violations(Schema schema, JsonNode document) {
        overflown = false;
        var found = new ArrayList<Violation>();
        schema.validate(
                        document,
                        context -> context.executionConfig(
                                it -> it.formatAssertionsEnabled(formats).locale(Locale.ENGLISH)))
                .forEach(error -> found.add(violation(error)));
        if (overflown) {
            found.add(new Violation("", "pattern", "has a text that is too long for its pattern to be checked"));
        }
        return found;
    }

    static Violation violation(Error error) {
        var path = error.getInstanceLocation().toString();
        var named = error.getProperty() == null ? path : path + "/" + error.getProperty();
        return new Violation(named, error.getKeyword(), reason(error));
    }

    /** The library knows no type of a value that JSON does not have. */
    private static String reason(Error error) {
        var arguments = error.getArguments();
        return error.getKeyword().equals("type") && arguments != null && arguments.length > 1
                ? "%s found, %s expected".formatted(Bson.typeOf(error.getInstanceNode()), arguments[1])
                : error.getMessage();
    }
}
