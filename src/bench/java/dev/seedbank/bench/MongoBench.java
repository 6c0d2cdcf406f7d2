package dev.seedbank.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.RenameCollectionOptions;
import dev.seedbank.bench.Child.Sample;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;

/** One collection of orders, out and in again; the driver moving raw BSON is what the others are compared with. */
final class MongoBench {
    private static final int BATCH = 1000;

    private final Path folder;
    private final int documents;

    MongoBench(Path folder, int documents) {
        this.folder = folder;
        this.documents = documents;
    }

    List<String> run(int rounds) throws Exception {
        var server = MongoServer.any();
        var name = server.database("bench");
        var project = Files.createDirectories(folder.resolve("mongo"));
        try {
            System.out.println("Making a collection of " + documents + " documents on " + server);
            var orders = server.open(name).getCollection("orders", RawBsonDocument.class);
            double megabytes = fill(server.open(name).getCollection("orders")) / 1e6;
            return contests(rounds, server, name, orders, megabytes, project);
        } finally {
            server.drop(name);
            Scratch.delete(project);
        }
    }

    private List<String> contests(
            int rounds,
            MongoServer server,
            String name,
            MongoCollection<RawBsonDocument> orders,
            double megabytes,
            Path project)
            throws Exception {
        var url = server.url(name);
        var before = MongoDigest.of(server.open(name));
        var dump = project.resolve("dump").toString();
        var backups = new Contest("MongoDB backup", megabytes).way("driver, raw BSON, to nowhere", () -> read(orders));
        var restores = new Contest("MongoDB restore", megabytes)
                .way("driver, raw BSON, unordered batches of " + BATCH, () -> copy(server, name, orders, false))
                .way(
                        "the same, and one rename over the old collection",
                        () -> same(server, name, before, copy(server, name, orders, true)));
        boolean tools = Child.exists("mongodump") && Child.exists("mongorestore");
        if (tools) {
            backups.way(
                    "`mongodump`",
                    () -> Child.of("mongodump", "--quiet", "--uri", url, "--out", dump)
                            .run());
            restores.way(
                    "`mongorestore --drop`",
                    () -> same(
                            server,
                            name,
                            before,
                            Child.of("mongorestore", "--quiet", "--drop", "--uri", url, dump)
                                    .run()));
        }
        String[] restore = {"restore", "--confirm", "--no-safety-backup"};
        backups.way("`seedbank backup`, JVM with -Xmx96m", () -> {
            Scratch.delete(project.resolve("backups"));
            return Child.seedbank(project, "DATABASE_URI", url, "backup").run();
        });
        Child.binary(project, "DATABASE_URI", url, "backup")
                .ifPresent(binary -> backups.way("`seedbank backup`, native binary", () -> {
                    Scratch.delete(project.resolve("backups"));
                    return binary.run();
                }));
        restores.way(
                "`seedbank restore`, JVM with -Xmx96m",
                () -> same(
                        server,
                        name,
                        before,
                        Child.seedbank(project, "DATABASE_URI", url, restore).run()));
        Child.binary(project, "DATABASE_URI", url, restore)
                .ifPresent(binary -> restores.way(
                        "`seedbank restore`, native binary", () -> same(server, name, before, binary.run())));
        var lines = new ArrayList<String>();
        lines.add("%s, a collection of %,d documents (%.0f MB of BSON)%s"
                .formatted(
                        server,
                        documents,
                        megabytes,
                        tools ? "." : "; mongodump and mongorestore are not on the PATH of this machine."));
        lines.add("");
        lines.addAll(backups.run(rounds));
        lines.add("");
        lines.addAll(restores.run(rounds));
        return lines;
    }

    /** @return its bytes */
    private long fill(MongoCollection<Document> orders) {
        long bytes = 0;
        for (int from = 0; from < documents; from += BATCH) {
            var batch = new ArrayList<Document>();
            for (int n = from; n < Math.min(documents, from + BATCH); n++) {
                batch.add(order(n));
            }
            orders.insertMany(batch);
            bytes += batch.size()
                    * (long) RawBsonDocument.parse(batch.getFirst().toJson())
                            .getByteBuffer()
                            .remaining();
        }
        return bytes;
    }

    private static Document order(int n) {
        return new Document("_id", (long) n)
                .append("customer", n % 50000)
                .append(
                        "reference",
                        UUID.nameUUIDFromBytes(
                                Integer.toString(n).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .append("title", "Order " + n + " of customer " + n % 50000)
                .append("remark", n % 3 == 0 ? null : "Please deliver to the \"back door\", not the front. No. " + n)
                .append("placedAt", Date.from(Instant.ofEpochSecond(1_577_836_800L + 7L * n)))
                .append("amount", Decimal128.parse(n % 1_000_000 + ".25"))
                .append("paid", n % 4 != 0)
                .append("details", new Document("items", n % 7).append("tags", List.of("new", "web")));
    }

    private static Sample read(MongoCollection<RawBsonDocument> orders) {
        long begin = System.nanoTime();
        long bytes = 0;
        for (var document : orders.find().batchSize(BATCH)) {
            bytes += document.getByteBuffer().remaining();
        }
        return new Sample(bytes == 0 ? 0 : (System.nanoTime() - begin) / 1e9, 0);
    }

    /** Reading is not counted. */
    private static Sample copy(
            MongoServer server, String name, MongoCollection<RawBsonDocument> orders, boolean rename) {
        var copy = server.open(name).getCollection("copy", RawBsonDocument.class);
        copy.drop();
        long nanos = 0;
        var batch = new ArrayList<RawBsonDocument>();
        for (var document : orders.find().batchSize(BATCH)) {
            batch.add(document);
            if (batch.size() == BATCH) {
                nanos += insert(copy, batch);
                batch.clear();
            }
        }
        nanos += batch.isEmpty() ? 0 : insert(copy, batch);
        if (rename) {
            long begin = System.nanoTime();
            copy.renameCollection(orders.getNamespace(), new RenameCollectionOptions().dropTarget(true));
            nanos += System.nanoTime() - begin;
        }
        copy.drop();
        return new Sample(nanos / 1e9, 0);
    }

    private static long insert(MongoCollection<RawBsonDocument> target, List<RawBsonDocument> batch) {
        long begin = System.nanoTime();
        target.insertMany(batch, new com.mongodb.client.model.InsertManyOptions().ordered(false));
        return System.nanoTime() - begin;
    }

    private static Sample same(MongoServer server, String name, Map<String, String> before, Sample sample) {
        if (!MongoDigest.of(server.open(name)).equals(before)) {
            throw new IllegalStateException("the collection is not what it was");
        }
        return sample;
    }
}
