package dev.seedbank.bench;

import java.nio.file.Path;

/** The ways out of one database that a contest compares. */
record PostgresBackups(String url, Path project) {
    /** @param what a table, or a query in parentheses */
    void copyTo(Contest contest, String what) {
        contest.way(
                "psql `COPY … TO STDOUT` to /dev/null",
                () -> Child.psql(url, "-c", "copy " + what + " to stdout").run());
    }

    /** Where {@code pg_dump} is. */
    void dumpTo(Contest contest, Path file) {
        if (Child.exists("pg_dump")) {
            contest.way(
                    "`pg_dump -Fc`",
                    () -> Child.of("pg_dump", "-Fc", "-f", file.toString(), "-d", url)
                            .run());
        }
    }

    void seedbankTo(Contest contest) {
        contest.way("`seedbank backup`, JVM with -Xmx96m", () -> {
            Scratch.delete(project.resolve("backups"));
            return Child.seedbank(project, "DATABASE_URL", url, "backup").run();
        });
        Child.binary(project, "DATABASE_URL", url, "backup")
                .ifPresent(binary -> contest.way("`seedbank backup`, native binary", () -> {
                    Scratch.delete(project.resolve("backups"));
                    return binary.run();
                }));
    }
}
