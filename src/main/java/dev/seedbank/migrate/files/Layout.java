package dev.seedbank.migrate.files;

import java.util.List;

/** How the files of one format are named and read. */
interface Layout {
    Format format();

    /** An example of a name, for messages. */
    String example();

    /** Whether a file of this name has its place in such a folder. */
    boolean fits(String name);

    /**
     * All migrations, in any order.
     *
     * @throws dev.seedbank.failure.UsageFailure naming the file and the line that cannot be taken as it is
     */
    List<Migration> read(Folder folder);

    /** {@code add_user_roles} as words. */
    static String words(String name) {
        return name.replace('_', ' ').strip();
    }
}
