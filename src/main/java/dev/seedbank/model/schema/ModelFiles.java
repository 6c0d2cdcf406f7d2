package dev.seedbank.model.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedbank.config.DeclaredFiles;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models/*.json}. A file whose name begins with {@code _} is no collection's: others refer to it. Numbers are read as
 * they stand, and a name that stands twice is a mistake.
 */
public final class ModelFiles {
    public static final String FOLDER = "models";
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ModelFiles() {}

    /** Whether the project has any for this store; reads no file. A folder of this name may be a program's own. */
    public static boolean areFor(Project project, String store) {
        var files = files(project);
        return files.isDeclared(store) && !files.of(store).isEmpty();
    }

    /** Where a collection's model is, or would be. */
    public static DeclaredFiles files(Project project) {
        return new DeclaredFiles(project, FOLDER, SUFFIX);
    }

    /**
     * The store's models. What needs the library to find out is not looked at.
     *
     * @throws UsageFailure that names file and place, if one cannot be read, or two are for one collection
     */
    public static Models read(Project project, String store) {
        var files = files(project);
        var sources = new Sources();
        var library = new Library(sources, true);
        var byCollection = new LinkedHashMap<String, Model>();
        var places = new ArrayList<Place>();
        for (var file : files.of(store)) {
            var place = sources.add(file.name() + SUFFIX, file.shown(), tree(file));
            places.add(place);
            if (!file.name().startsWith("_")) {
                var collection = place.node().path("x-collection").asText(file.name());
                var other = byCollection.putIfAbsent(collection, new Model(collection, place, sources, library));
                if (other != null) {
                    throw wrong(place, "it is for the collection %s, as %s is".formatted(collection, other.file()));
                }
            }
        }
        new Mistakes(sources).requireNone(places);
        return new Models(files.shown(store), byCollection);
    }

    /**
     * The same, and each file is a schema as the specification has it.
     *
     * @throws UsageFailure that names file and place
     */
    public static Models readChecked(Project project, String store) {
        var models = read(project, store);
        models.all().forEach(Model::requireSchema);
        return models;
    }

    private static JsonNode tree(DeclaredFiles.File file) {
        try {
            var tree = JSON.readTree(Files.readString(file.path()));
            if (!tree.isObject()) {
                throw failure(file.shown(), "it is not a JSON object", null);
            }
            return tree;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var place = at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw failure(file.shown() + place, e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw failure(file.shown(), "it is not in UTF-8", e);
        } catch (IOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE, "%s cannot be read: %s".formatted(file.shown(), e.getMessage()), "Check it.", e);
        }
    }

    static UsageFailure wrong(Place place, String what) {
        return Where.at(Where.Key.FILE, place.file())
                .and(Where.Key.FIELD, place.pointer())
                .of(failure(place.shown(), what, null));
    }

    private static UsageFailure failure(String place, String what, @Nullable Throwable cause) {
        return new UsageFailure(
                ErrorCode.SETTINGS,
                "%s: %s".formatted(place, what),
                "Models are JSON Schema 2020-12: docs/models.md.",
                cause);
    }

    static List<String> words(JsonNode value) {
        return value.isArray() ? ValueRules.texts(value) : List.of(value.asText());
    }
}
