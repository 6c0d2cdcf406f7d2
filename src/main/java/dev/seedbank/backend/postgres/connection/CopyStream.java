package dev.seedbank.backend.postgres.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** What is written goes into a COPY. */
public final class CopyStream extends OutputStream {
    private final CopyIn copy;

    public CopyStream(CopyIn copy) {
        this.copy = copy;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            copy.writeToCopy(bytes, from, length);
        } catch (SQLException e) {
            throw new CopyRows.Refused(e);
        }
    }
}
