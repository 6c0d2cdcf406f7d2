package dev.seedbank.migrate.files;

import dev.seedbank.failure.UsageFailure;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The name that somebody gave a new migration. */
record MigrationName(String typed) {
    /** In bytes: with a version before it and an ending behind it, a file's name has at most 255. */
    private static final int LONGEST = 150;

    private static final String PUNCTUATION = " '\"(),.-/#&?!=<>%@_";

    /**
     * Fit for a file: letters and digits of any script, and one underscore for all else between them.
     *
     * @throws UsageFailure if nothing is left
     */
    String forFile() {
        var name = new StringBuilder();
        int size = 0;
        for (int character :
                Normalizer.normalize(typed, Normalizer.Form.NFC).codePoints().toArray()) {
            var next = isWord(character) ? Character.toString(character) : "_";
            size += next.getBytes(StandardCharsets.UTF_8).length;
            if (size > LONGEST) {
                break;
            }
            name.append(next);
        }
        var file = name.toString().replaceAll("__+", "_").replaceAll("^_|_$", "");
        if (file.isEmpty()) {
            throw new UsageFailure(
                    "The name of a migration needs a letter or a digit",
                    "Say what it does: seedbank migrate create --name \"add user roles\".");
        }
        return file;
    }

    /** For a comment: on one line, beginning with a capital letter, and nothing that a migration tool would take as meant for it. */
    String title() {
        var title = new StringBuilder();
        typed.codePoints()
                .map(character -> isWord(character) || PUNCTUATION.indexOf(character) >= 0 ? character : ' ')
                .forEach(title::appendCodePoint);
        var words = title.toString().strip().replaceAll(" +", " ");
        int first = words.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + words.substring(Character.charCount(first));
    }

    private static boolean isWord(int character) {
        return Character.isLetterOrDigit(character)
                || switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }
}
