package dev.seedbank.migrate;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.util.Optional;

/** The text of a script for the history, so that the lines can be told in which it was edited later. */
final class KeptText {
    /** In characters. A data migration's is too large to be of use. */
    private static final int MOST = 1 << 18;

    private KeptText() {}

    /** Empty if it is too large. */
    static Optional<String> of(Script script) {
        var all = new StringBuilder();
        for (var piece : script.pieces()) {
            try (var text = piece.text().open()) {
                var buffer = new char[1 << 13];
                for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                    all.append(buffer, 0, read);
                    if (all.length() > MOST) {
                        return Optional.empty();
                    }
                }
            } catch (IOException e) {
                throw new OperationFailed("%s cannot be read: %s".formatted(script.file(), e.getMessage()), "", e);
            }
        }
        return Optional.of(all.toString());
    }
}
