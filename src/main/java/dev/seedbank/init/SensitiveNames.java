package dev.seedbank.init;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows by their names fields that hold secrets, or what is known of a person. */
final class SensitiveNames {
    /** Between {@code snake_case}, {@code kebab-case} and {@code camelCase}. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private static final Set<String> WORDS = Set.of(
            "pass",
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passport",
            "pwd",
            "secret",
            "secrets",
            "token",
            "tokens",
            "hash",
            "hashed",
            "salt",
            "otp",
            "totp",
            "mfa",
            "pin",
            "credential",
            "credentials",
            "auth",
            "session",
            "cookie",
            "signature",
            "apikey",
            "ssn",
            "iban",
            "bic",
            "card",
            "cvv",
            "cvc",
            "account",
            "salary",
            "wage",
            "tax",
            "email",
            "emails",
            "mail",
            "phone",
            "mobile",
            "fax",
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "born",
            "gender",
            "religion",
            "diagnosis",
            "address",
            "street",
            "zip",
            "postcode",
            "ip",
            "latitude",
            "longitude",
            "firstname",
            "lastname",
            "surname");

    /** Of these only with a word of the others before them: an {@code api_key} is one, a {@code sort_key} is none. */
    private static final Pattern KEYS =
            Pattern.compile("(?i).*(api|access|private|secret|encryption|license)[^a-z]?key.*");

    private static final Pattern NAMES = Pattern.compile("(?i)(first|last|middle|family)[^a-z]?name");

    private SensitiveNames() {}

    static boolean contain(String name) {
        return KEYS.matcher(name).matches()
                || NAMES.matcher(name).matches()
                || Arrays.stream(BETWEEN_WORDS.split(name))
                        .anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }
}
