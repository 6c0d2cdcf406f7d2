package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import dev.seedbank.backend.model.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What documents of one collection look like. */
public final class Model {
    private final String collection;
    private final Place place;
    private final Sources sources;
    private final Library library;
    private @Nullable Translation translation;
    private @Nullable References references;
    private @Nullable Schema compiled;

    Model(String collection, Place place, Sources sources, Library library) {
        this.collection = collection;
        this.place = place;
        this.sources = sources;
        this.library = library;
    }

    public String collection() {
        return collection;
    }

    /** Its file, as the user knows it. */
    public String file() {
        return place.file();
    }

    /** The field that says whose a document is: {@code x-tenant}. */
    public Optional<String> tenant() {
        return text("x-tenant");
    }

    /** The field that says that a document counts as deleted: {@code x-soft-delete}. */
    public Optional<String> softDelete() {
        return text("x-soft-delete");
    }

    private Optional<String> text(String word) {
        return Optional.ofNullable(place.node().path(word).textValue());
    }

    /** Fields that name documents of other collections. */
    public References references() {
        if (references == null) {
            references = new References(place, sources, library);
        }
        return references;
    }

    /** What it says of the document's own fields, by name. */
    public Map<String, FieldRule> fields() {
        return FieldRule.of(place, sources);
    }

    /** In the server's words. */
    public Translation translation() {
        if (translation == null) {
            translation = Translator.of(place, sources);
        }
        return translation;
    }

    /** What the collection's validator is to be. */
    public Validator validator() {
        var words = place.node().path("x-validation");
        return new Validator(
                translation().schema(),
                Validator.Level.valueOf(words.path("level").asText("strict").toUpperCase(Locale.ROOT)),
                Validator.Action.valueOf(words.path("action").asText("error").toUpperCase(Locale.ROOT)));
    }

    /**
     * Where a document does not fit; empty if it does.
     *
     * @throws dev.seedbank.failure.UsageFailure if only the document shows that the file is no schema
     */
    public List<Violation> violations(JsonNode document) {
        try {
            if (compiled == null) {
                compiled = library.schema(place);
            }
            return library.violations(compiled, document);
        } catch (SchemaException e) {
            throw ModelFiles.wrong(place, String.valueOf(e.getMessage()));
        }
    }

    /** @throws dev.seedbank.failure.UsageFailure if the file is no schema as the specification has it */
    void requireSchema() {
        var mistakes = library.mistakes(place.node());
        if (!mistakes.isEmpty()) {
            var first = Library.violation(mistakes.getFirst());
            throw ModelFiles.wrong(new Place(place.node(), place.base(), place.file(), first.path()), first.reason());
        }
        try {
            compiled = library.schema(place);
        } catch (SchemaException e) {
            throw ModelFiles.wrong(place, String.valueOf(e.getMessage()));
        }
    }
}
