package dev.seedbank.backend.migration;

import java.util.Locale;

/** A tool that ran migrations so far, and whose history can be taken over. */
public enum ForeignTool {
    FLYWAY("Flyway"),
    DBMATE("dbmate"),
    GOOSE("goose"),
    GOLANG_MIGRATE("golang-migrate"),
    DIESEL("diesel"),
    PRISMA("Prisma"),
    DRIZZLE("Drizzle"),
    MIGRATE_MONGO("migrate-mongo"),
    MONGOCK("Mongock");

    private final String label;

    ForeignTool(String label) {
        this.label = label;
    }

    /** Whether a migration of its is a file that can be in the folder of migrations; otherwise it is part of a program. */
    public boolean hasFiles() {
        return this != MONGOCK;
    }

    /** As people call it. */
    public String label() {
        return label;
    }

    /** As it is typed, and as the history names the source of an entry. */
    @Override
    public String toString() {
        return label.toLowerCase(Locale.ROOT);
    }
}
