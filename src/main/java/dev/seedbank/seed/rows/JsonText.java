package dev.seedbank.seed.rows;

/** The text inside a JSON string. */
public final class JsonText {
    private JsonText() {}

    /** @param quoted a well-formed JSON string with its quotes, as {@link JsonScanner} hands it out */
    public static String decode(String quoted) {
        int end = quoted.length() - 1;
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, end);
        }
        var text = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = quoted.charAt(++i);
            if (escape == 'u') {
                text.append((char) Integer.parseInt(quoted, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(plain(escape));
            }
        }
        return text.toString();
    }

    private static char plain(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
