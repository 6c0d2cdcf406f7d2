package dev.seedbank.backend.mongo.restore;

import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Compares a backup with the collections, and reads the rows of another program's file as {@link MongoLoader} would. */
public record MongoLoadCheck(Namespaces namespaces, LoadRequest request) implements LoadCheck {
    @Override
    public List<Difference> differences() {
        var structure = MongoStructure.read(request.structure());
        return MongoErrors.during(
                "comparing the backup with " + namespaces.name(),
                () -> new Differences(namespaces, structure, request).list());
    }

    @Override
    public void check(LoadRequest.Item item, InputStream rows) throws IOException {
        var document = new BsonBuffer();
        var reader = new JsonToBson(rows, document);
        long row = 1;
        try {
            for (; reader.next(); row++) {
                document.clear();
            }
        } catch (JsonRejected e) {
            throw MongoLoader.refused(item, row, e, "Nothing was changed.");
        }
    }

    /** It holds nothing. */
    @Override
    public void close() {}
}
