package dev.seedbank.backend.postgres.connection;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The rows of a {@code COPY … TO STDOUT} as one stream of bytes, each with its newline. The driver's own way would be an array for
 * each row, made and thrown away, and all of a row in memory however large; so the messages that carry rows ({@code 'd'}, length,
 * bytes) are read from the driver's stream here, and all others are left to the driver.
 */
public final class CopyRows extends InputStream {
    /** Made with the class, which in the native binary is when that is built; if the driver loses the field, then that fails. */
    private static final MethodHandle STREAM = driverStream();

    private final PGStream stream;
    private final CopyOut copy;
    /** Bytes of the row at hand that have not been read. */
    private int left;
    /** A row that the driver read, because something else came before it; null if there is none. */
    private byte @Nullable [] driverRow;

    private boolean ended;

    CopyRows(BaseConnection connection, CopyOut copy) {
        this.stream = stream(connection);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Fills the buffer, with as many rows as that takes.
     *
     * @throws Refused with what the server or the driver said
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        try {
            while (count < length && (left > 0 || nextRow())) {
                int part = Math.min(left, length - count);
                if (driverRow == null) {
                    stream.receive(buffer, offset + count, part);
                } else {
                    System.arraycopy(driverRow, driverRow.length - left, buffer, offset + count, part);
                }
                count += part;
                left -= part;
            }
        } catch (SQLException e) {
            throw new Refused(e);
        } catch (IOException e) {
            throw new Refused(new PSQLException(String.valueOf(e.getMessage()), PSQLState.CONNECTION_FAILURE, e));
        }
        return count == 0 && ended ? -1 : count;
    }

    /** How much of the row at hand has not been read. */
    @Override
    public int available() {
        return left;
    }

    private boolean nextRow() throws SQLException, IOException {
        if (ended) {
            return false;
        }
        driverRow = null;
        if (stream.peekChar() == 'd') {
            stream.receiveChar();
            left = stream.receiveInteger4() - Integer.BYTES;
        } else {
            driverRow = copy.readFromCopy();
            left = driverRow == null ? 0 : driverRow.length;
            ended = driverRow == null;
        }
        return !ended;
    }

    private static MethodHandle driverStream() {
        try {
            return MethodHandles.privateLookupIn(QueryExecutorBase.class, MethodHandles.lookup())
                    .findGetter(QueryExecutorBase.class, "pgStream", PGStream.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static PGStream stream(BaseConnection connection) {
        try {
            return (PGStream) STREAM.invokeExact((QueryExecutorBase) connection.getQueryExecutor());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries what the server says through the signature of a stream. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException reason;

        Refused(SQLException reason) {
            super(reason);
            this.reason = reason;
        }

        public SQLException reason() {
            return reason;
        }
    }
}
