package dev.seedbank.backend.mongo.bson;

import java.io.Serial;

/** JSON that cannot become a document; the message is the reason. Whoever reads knows the file and the row, and says them. */
public final class JsonRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    JsonRejected(String reason) {
        super(reason);
    }

    JsonRejected(String reason, Throwable cause) {
        super(reason, cause);
    }
}
