package dev.seedbank.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which formats of JSON Schema all texts at one place have. Narrower than the formats are: what is told here surely holds. */
final class TextFormats {
    private final Set<Format> possible = EnumSet.allOf(Format.class);
    private long texts;

    private enum Format {
        DATE_TIME(
                "date-time",
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+]\\d\\d:\\d\\d|-(?!00:00)\\d\\d:\\d\\d)") {
            @Override
            boolean isReal(String text) {
                var _ = OffsetDateTime.parse(text);
                return true;
            }
        },
        DATE("date", "\\d{4}-\\d\\d-\\d\\d") {
            @Override
            boolean isReal(String text) {
                var _ = LocalDate.parse(text);
                return true;
            }
        },
        UUID("uuid", "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
        EMAIL("email", "[A-Za-z0-9]+([._%+-][A-Za-z0-9]+)*@([A-Za-z0-9]+(-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,10}") {
            @Override
            boolean isReal(String text) {
                return text.length() <= 100 && text.indexOf('@') <= 64;
            }
        };

        private final String word;
        private final Pattern pattern;

        Format(String word, String pattern) {
            this.word = word;
            this.pattern = Pattern.compile(pattern);
        }

        boolean isReal(String text) {
            return !text.isEmpty();
        }

        boolean fits(String text) {
            try {
                return pattern.matcher(text).matches() && isReal(text);
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    void add(String text) {
        texts++;
        if (!possible.isEmpty()) {
            possible.removeIf(format -> !format.fits(text));
        }
    }

    void merge(TextFormats other) {
        texts += other.texts;
        if (other.texts > 0) {
            possible.retainAll(other.possible);
        }
    }

    /** Empty if there is none, or there was no text. */
    Optional<String> common() {
        return texts == 0 ? Optional.empty() : possible.stream().findFirst().map(it -> it.word);
    }
}
