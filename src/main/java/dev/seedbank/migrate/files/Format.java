package dev.seedbank.migrate.files;

/** How a folder of migrations is laid out: whose files they are. */
public enum Format {
    SEEDBANK("Seedbank"),
    FLYWAY("Flyway"),
    DBMATE("dbmate"),
    GOOSE("goose"),
    GOLANG_MIGRATE("golang-migrate"),
    /** A folder for each migration, with {@code up.sql} and {@code down.sql}, as diesel has them. */
    UP_DOWN_FOLDERS("diesel"),
    PRISMA("Prisma"),
    DRIZZLE("Drizzle"),
    MIGRATE_MONGO("migrate-mongo");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /** As people call it. */
    public String label() {
        return label;
    }
}
