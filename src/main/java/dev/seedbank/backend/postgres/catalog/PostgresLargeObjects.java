package dev.seedbank.backend.postgres.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Large objects as rows of JSON, a page of 256 KiB each: {@code {"oid": 1, "page": 0, "data": "\\x00ff"}}, sorted by oid and
 * page. An empty object has one page without bytes; holes come out as zeros. A plain owner of the objects may do all this.
 * Owners, grants and comments of the objects are left out.
 */
public final class PostgresLargeObjects {
    /** As what a backup has them; its name is the system table's, so no table of a user's is like it. */
    public static final Collection COLLECTION =
            new Collection("pg_catalog", "pg_largeobject", false, Collection.Kind.DATA);

    private static final int PAGE = 256 * 1024;

    /**
     * Of all objects at once, so that many small ones do not cost a round trip each. A cursor in SQL: the driver's own need
     * the driver's own transactions, and without them it would hold all rows in memory.
     */
    private static final String FIRST_PAGES = "declare large_objects no scroll cursor for select oid, lo_get(oid, 0, "
            + PAGE + ") from pg_largeobject_metadata order by oid";

    private static final String NEXT_ROWS = "fetch 8 from large_objects";

    private static final HexFormat HEX = HexFormat.of();

    private PostgresLargeObjects() {}

    /**
     * Writes all pages as of the current transaction, with {@code ",\n"} between two rows and nothing before the first or
     * after the last. {@code out} stays open.
     *
     * @return the number of rows, that is of pages
     */
    public static long dump(Connection connection, OutputStream out) throws SQLException, IOException {
        var rows = 0L;
        try (var statement = connection.createStatement();
                var more = connection.prepareStatement("select lo_get(?, ?, " + PAGE + ")")) {
            statement.execute(FIRST_PAGES);
            for (var before = -1L; before < rows; ) {
                before = rows;
                try (var objects = statement.executeQuery(NEXT_ROWS)) {
                    while (objects.next()) {
                        rows = dump(objects.getLong(1), objects.getBytes(2), more, out, rows);
                    }
                }
            }
            statement.execute("close large_objects");
        }
        return rows;
    }

    /** One object, of which the first page is there. */
    private static long dump(long oid, byte[] first, PreparedStatement more, OutputStream out, long rowsBefore)
            throws SQLException, IOException {
        var rows = rowsBefore;
        var data = first;
        for (var page = 0L; page == 0 || data.length > 0; page++) {
            write(out, rows++, oid, page, data);
            data = data.length < PAGE ? new byte[0] : read(more, oid, page + 1);
        }
        return rows;
    }

    private static byte[] read(PreparedStatement query, long oid, long page) throws SQLException {
        query.setLong(1, oid);
        query.setLong(2, page * PAGE);
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    private static void write(OutputStream out, long row, long oid, long page, byte[] data) throws IOException {
        var start = (row == 0 ? "" : ",\n") + "{\"oid\": " + oid + ", \"page\": " + page + ", \"data\": \"\\\\x";
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        out.write(HEX.formatHex(data).getBytes(StandardCharsets.US_ASCII));
        out.write("\"}".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Replaces all large objects of the database in the current transaction by what {@link #dump} wrote, as a JSON array or
     * as JSON Lines. {@code in} stays open. Objects that stay are emptied and written again: the server holds a lock for
     * each one that is deleted, and has only some thousands.
     *
     * @return the number of rows
     * @throws OperationFailed if a row is not such a page, or not in order
     */
    public static long load(Connection connection, InputStream in) throws SQLException, IOException {
        var rows = 0L;
        var last = new Page(0, 0, "");
        try (var writer = new LargeObjectWriter(connection);
                var json = new JsonFactory()
                        .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                        .createParser(in)) {
            while (nextObject(json, rows)) {
                rows++;
                var page = Page.read(json, rows);
                if (page.number == 0 && page.oid > last.oid) {
                    writer.start(last.oid, page.oid, page.data(rows));
                } else if (page.oid == last.oid && page.number == last.number + 1) {
                    writer.append(page.oid, page.number * PAGE, page.data(rows));
                } else {
                    throw broken(rows, null);
                }
                last = page;
            }
            writer.unlink(last.oid, LargeObjectWriter.LAST_OID);
        }
        return rows;
    }

    /** Removes them all, in the current transaction. */
    public static long unlinkAll(Session session) {
        return session.number("select count(lo_unlink(oid)) from pg_largeobject_metadata");
    }

    private static boolean nextObject(JsonParser json, long rows) throws IOException {
        try {
            var token = json.nextToken();
            while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                token = json.nextToken();
            }
            if (token != null && token != JsonToken.START_OBJECT) {
                throw broken(rows + 1, null);
            }
            return token != null;
        } catch (JsonProcessingException e) {
            throw broken(rows + 1, e);
        }
    }

    private static OperationFailed broken(long row, @Nullable Exception cause) {
        return new OperationFailed(
                "Large objects: row %d: not a page of a large object".formatted(row),
                "Nothing was changed. Check the backup with seedbank backup verify.",
                cause);
    }

    /** @param hex the bytes after {@code \\x} */
    private record Page(long oid, long number, String hex) {
        byte[] data(long row) {
            try {
                return HEX.parseHex(hex);
            } catch (IllegalArgumentException e) {
                throw broken(row, e);
            }
        }

        /** Reads up to the end of the object that the parser has just begun. */
        static Page read(JsonParser json, long row) throws IOException {
            var oid = -1L;
            var number = -1L;
            var data = "";
            try {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    var token = json.nextToken();
                    if (name.equals("data") && token == JsonToken.VALUE_STRING) {
                        data = json.getText();
                    } else if (name.equals("oid") && token == JsonToken.VALUE_NUMBER_INT) {
                        oid = json.getLongValue();
                    } else if (name.equals("page") && token == JsonToken.VALUE_NUMBER_INT) {
                        number = json.getLongValue();
                    } else {
                        throw broken(row, null);
                    }
                }
                if (oid <= 0 || number < 0 || !data.startsWith("\\x") || json.currentToken() != JsonToken.END_OBJECT) {
                    throw broken(row, null);
                }
                return new Page(oid, number, data.substring(2));
            } catch (JsonProcessingException e) {
                throw broken(row, e);
            }
        }
    }

    /** The request for all but these. */
    public static LoadRequest without(LoadRequest request) {
        var tables = request.items().stream()
                .filter(item -> !item.target().equals(COLLECTION))
                .toList();
        return new LoadRequest(tables, request.structure(), request.sequences(), request.removals(), request.options());
    }
}
