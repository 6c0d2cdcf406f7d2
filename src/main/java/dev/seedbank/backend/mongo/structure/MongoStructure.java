package dev.seedbank.backend.mongo.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.BsonToJson;
import dev.seedbank.backend.mongo.bson.Bytes;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The definitions of collections and views as {@code structure.ejson}: Extended JSON, one collection a line. */
public final class MongoStructure {
    private static final String FILE = "structure.ejson";

    private final List<Definition> definitions;

    private MongoStructure(List<Definition> definitions) {
        this.definitions = List.copyOf(definitions);
    }

    public static Structure write(List<Definition> definitions) {
        var bytes = new ByteArrayOutputStream();
        var json = new BsonToJson(bytes);
        json.text("[");
        for (int row = 0; row < definitions.size(); row++) {
            json.text(row == 0 ? "\n" : ",\n");
            json.document(Bytes.of(document(definitions.get(row))));
        }
        json.text("\n]\n");
        json.flush();
        return new Structure(FILE, definitions.isEmpty() ? "" : bytes.toString(UTF_8));
    }

    private static BsonDocument document(Definition definition) {
        return new BsonDocument(
                        "database", new BsonString(definition.collection().namespace()))
                .append("main", BsonBoolean.valueOf(definition.collection().main()))
                .append("name", new BsonString(definition.collection().name()))
                .append("type", new BsonString(definition.type().name()))
                .append("options", definition.options())
                .append("indexes", new BsonArray(definition.indexes()));
    }

    /** @throws OperationFailed if the text is none that {@link #write} wrote */
    public static MongoStructure read(Structure structure) {
        var definitions = new ArrayList<Definition>();
        var out = new BsonBuffer();
        var reader = new JsonToBson(new ByteArrayInputStream(structure.text().getBytes(UTF_8)), out);
        try {
            while (reader.next()) {
                definitions.add(definition(Bytes.tree(out)));
                out.clear();
            }
        } catch (JsonRejected | BsonInvalidOperationException | IllegalArgumentException e) {
            throw new OperationFailed(
                    "The backup's %s is damaged at entry %d: %s"
                            .formatted(structure.fileName(), definitions.size() + 1, e.getMessage()),
                    "Check it: seedbank backup verify",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory has none
        }
        return new MongoStructure(definitions);
    }

    private static Definition definition(BsonDocument row) {
        var type = Namespaces.Entry.Type.valueOf(row.getString("type").getValue());
        return new Definition(
                new Collection(
                        row.getString("database").getValue(),
                        row.getString("name").getValue(),
                        row.getBoolean("main").getValue(),
                        type == Namespaces.Entry.Type.VIEW ? Collection.Kind.VIEW : Collection.Kind.DATA),
                type,
                row.getDocument("options"),
                row.getArray("indexes").stream().map(BsonValue::asDocument).toList());
    }

    List<Definition> definitions() {
        return definitions;
    }

    /** The definition of a collection as the backup names it; a main collection's database may be called otherwise by now. */
    public Optional<Definition> of(Collection source) {
        return definitions.stream()
                .filter(definition -> isSame(definition.collection(), source))
                .findFirst();
    }

    private static boolean isSame(Collection defined, Collection source) {
        return defined.name().equals(source.name())
                && (defined.namespace().equals(source.namespace()) || (defined.main() && source.main()));
    }
}
