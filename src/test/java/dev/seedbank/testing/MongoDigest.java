package dev.seedbank.testing;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * What a MongoDB database holds, in a form to compare: for each collection its options, its indexes, the number and a sum of
 * all documents by their bytes, whatever their order. Constant memory for any size. Seedbank's own metadata is left out.
 */
public final class MongoDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    /** So few documents are read one by one: of the largest, a server that does not bound its answers sends more than the driver takes. */
    private static final int FEW = 20;

    private MongoDigest() {}

    public static Map<String, String> of(MongoDatabase database) {
        var digest = new TreeMap<String, String>();
        for (var info : database.listCollections()) {
            var name = info.getString("name");
            if (!name.startsWith("system.") && !isSeedbanks(name)) {
                digest.put(name, collection(database, info));
            }
        }
        return digest;
    }

    /** Its metadata, and a restore's staging collections. */
    public static boolean isSeedbanks(String collection) {
        return collection.matches("[._]*seedbank.*|.*\\.restoring-.*");
    }

    private static String collection(MongoDatabase database, Document info) {
        var name = info.getString("name");
        var options = info.get("options", new Document()).toJson();
        if ("view".equals(info.getString("type"))) {
            return "view " + options;
        }
        var indexes = new ArrayList<String>();
        for (var index : database.getCollection(name).listIndexes()) {
            index.remove("ns"); // older servers say where it is
            indexes.add(index.toJson());
        }
        Collections.sort(indexes);
        return documents(database, name) + ", options " + options + ", indexes " + indexes;
    }

    private static String documents(MongoDatabase database, String name) {
        long count = 0;
        var sum = BigInteger.ZERO;
        var sha256 = sha256();
        var collection = database.getCollection(name, RawBsonDocument.class);
        boolean few = collection.countDocuments(new Document(), new CountOptions().limit(FEW)) < FEW;
        for (var document : collection.find().batchSize(few ? 1 : 0)) {
            sha256.update(document.getByteBuffer().asNIO());
            sum = sum.add(new BigInteger(1, sha256.digest())).mod(MODULUS);
            count++;
        }
        return count + " documents, sum " + sum.toString(16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
