package dev.seedbank.backend.postgres.connection;

import java.util.UUID;

/**
 * A text that others wrote, as one statement that runs it: however the server reads the text, it cannot end the transaction, because
 * the server takes no {@code COMMIT} or {@code ROLLBACK} from inside a statement. No text can end the quotes that it is in, because
 * their names are made at random for it.
 *
 * @param statement to send
 * @param beginning of the text in it
 */
public record Enclosed(String statement, int beginning) {
    /** What runs it, by which databases can do without it. */
    public static final String LANGUAGE = "plpgsql";

    public static Enclosed of(String text) {
        String name;
        do {
            name = UUID.randomUUID().toString().replace("-", "");
        } while (text.contains(name));
        var before = "do $o%1$s$begin execute $i%1$s$".formatted(name);
        return new Enclosed(before + text + "$i%1$s$; end$o%1$s$".formatted(name), before.length());
    }
}
