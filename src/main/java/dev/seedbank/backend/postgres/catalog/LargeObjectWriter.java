package dev.seedbank.backend.postgres.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Puts large objects in place in ascending order, over those that are there. */
final class LargeObjectWriter implements AutoCloseable {
    static final long LAST_OID = 4294967295L;

    private final PreparedStatement unlink;
    private final PreparedStatement empty;
    private final PreparedStatement create;
    private final PreparedStatement put;

    LargeObjectWriter(Connection connection) throws SQLException {
        unlink = connection.prepareStatement(
                "select count(lo_unlink(oid)) from pg_largeobject_metadata where oid > ?::oid and oid <= ?::oid");
        empty = connection.prepareStatement("""
                with opened as materialized (select lo_open(oid, 131072) as object from pg_largeobject_metadata where oid = ?::oid),
                    emptied as materialized (select object, lo_truncate64(object, 0) from opened)
                select lo_close(object) from emptied
                """);
        create = connection.prepareStatement("select lo_from_bytea(?::oid, ?)");
        put = connection.prepareStatement("select lo_put(?::oid, ?, ?)");
    }

    /** Begins an object with its first page; those between it and the one before go. */
    void start(long before, long oid, byte[] data) throws SQLException {
        unlink(before, oid - 1);
        empty.setLong(1, oid);
        boolean isThere;
        try (var emptied = empty.executeQuery()) {
            isThere = emptied.next();
        }
        if (isThere) {
            append(oid, 0, data);
        } else {
            create.setLong(1, oid);
            create.setBytes(2, data);
            create.execute();
        }
    }

    void append(long oid, long offset, byte[] data) throws SQLException {
        put.setLong(1, oid);
        put.setLong(2, offset);
        put.setBytes(3, data);
        put.execute();
    }

    /** Those after {@code low}, up to {@code high}. */
    void unlink(long low, long high) throws SQLException {
        unlink.setLong(1, low);
        unlink.setLong(2, high);
        unlink.execute();
    }

    @Override
    public void close() throws SQLException {
        unlink.close();
        empty.close();
        create.close();
        put.close();
    }
}
