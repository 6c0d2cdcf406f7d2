package dev.seedbank.seed.generate;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hashes passwords with bcrypt, each with a salt of its own. The library is loaded with the first password. */
final class Passwords {
    /** What bcrypt takes in; it would ignore the rest without a word. */
    static final int MAX_BYTES = 71;

    private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    /** What a check works with: as long as a hash is, and made in no time. */
    private static final String STAND_IN = "$2a$10$" + ".".repeat(53);

    private final Optional<SecureRandom> random;

    /** @param random for salts; empty to hash nothing and give {@link #STAND_IN} instead */
    Passwords(Optional<SecureRandom> random) {
        this.random = random;
    }

    /** Whether the text is a bcrypt hash already, as in a file that came from a backup. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** Whether bcrypt can take the text in: it ends at a zero byte and after its 72nd. */
    static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES && text.indexOf(0) < 0;
    }

    String hash(String text, int cost) {
        return random.map(it -> BCrypt.with(it).hashToString(cost, text.toCharArray()))
                .orElse(STAND_IN);
    }
}
