package dev.seedbank.migrate.files;

/**
 * A comment line that tells a migration tool something, or the beginning of the file. The text that follows it ends at the next.
 *
 * @param words what it says, in lower case with single spaces: {@code up transaction:false}
 * @param line from 1; 0 for the beginning of the file
 * @param indented whether spaces precede it
 * @param start of its line, in bytes
 * @param end of its line, behind the line break; for the beginning of the file, behind the byte order mark
 * @param statement whether anything but blank lines and comments follows, before the next mark
 */
record Mark(Tool tool, String words, int line, boolean indented, long start, long end, boolean statement) {
    enum Tool {
        BEGINNING(""),
        /** Of dbmate, and of Seedbank's own format. */
        MIGRATE("-- migrate:"),
        GOOSE("-- +goose "),
        SEEDBANK("-- seedbank:");

        private final String prefix;

        Tool(String prefix) {
            this.prefix = prefix;
        }
    }

    /** As its author may have written it, for messages. */
    String shown() {
        return "'" + tool.prefix + words + "'";
    }
}
