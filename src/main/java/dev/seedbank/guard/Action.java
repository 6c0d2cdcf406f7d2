package dev.seedbank.guard;

import java.util.Set;

/** What a command is about to do, as the guard sees it. */
public enum Action {
    STATUS("status", Danger.READS),
    /** Changes nothing in a store; what it tries, it tries in a {@link dev.seedbank.backend.migration.Scratch}. */
    VALIDATE_DOWNS("migrate validate --downs", Danger.READS),
    INIT("init", Danger.CHANGES),
    INIT_RESET("init --reset", Danger.DESTROYS),
    SEED("seed", Danger.ADDS),
    MIGRATE("migrate", Danger.CHANGES),
    INDEX_APPLY("index apply", Danger.CHANGES),
    INDEX_PRUNE("index prune", Danger.DROPS),
    MAINTENANCE("maintenance", Danger.READS),
    MAINTENANCE_FIX("maintenance --fix", Danger.DROPS),
    MODEL_APPLY("model apply", Danger.CHANGES),
    PUSH("push", Danger.CHANGES),
    PUSH_FORCE("push --force", Danger.DESTROYS),
    PULL("pull", Danger.READS),
    GENERATE("generate", Danger.READS),
    SCHEMA_DIFF("schema diff", Danger.READS),
    ROLLBACK("migrate rollback", Danger.REPLACES),
    BACKUP("backup", Danger.COPIES_OUT),
    RESTORE("restore", Danger.REPLACES),
    UNDO("undo", Danger.REPLACES),
    CLEAN("clean", Danger.DESTROYS),
    RESET("reset", Danger.DESTROYS),
    SEED_CLEAN("seed --clean", Danger.DESTROYS);

    private final String command;
    private final Danger danger;

    Action(String command, Danger danger) {
        this.command = command;
        this.danger = danger;
    }

    /** As a user types it. */
    public String command() {
        return command;
    }

    public Danger danger() {
        return danger;
    }

    /** What its {@link Permit} hands out. */
    Set<Right> rights() {
        return switch (this) {
            case STATUS, VALIDATE_DOWNS, MAINTENANCE, PULL, GENERATE, SCHEMA_DIFF -> Set.of();
            case BACKUP -> Set.of(Right.COPY);
            case INIT -> Set.of(Right.MIGRATE, Right.STRUCTURE, Right.INDEX, Right.MODEL, Right.SEED, Right.MARK);
            case SEED -> Set.of(Right.SEED);
            case MIGRATE -> Set.of(Right.MIGRATE, Right.MARK);
            case INDEX_APPLY -> Set.of(Right.INDEX, Right.MARK);
            case INDEX_PRUNE -> Set.of(Right.INDEX);
            case MAINTENANCE_FIX -> Set.of(Right.MAINTAIN);
            case MODEL_APPLY -> Set.of(Right.MODEL, Right.MARK);
            case PUSH -> Set.of(Right.STRUCTURE, Right.MARK);
            case PUSH_FORCE -> Set.of(Right.COPY, Right.STRUCTURE, Right.MARK);
            case ROLLBACK -> Set.of(Right.COPY, Right.MIGRATE);
            case RESTORE -> Set.of(Right.COPY, Right.LOAD, Right.MIGRATE, Right.MARK);
            case UNDO -> Set.of(Right.COPY, Right.LOAD, Right.MIGRATE);
            case CLEAN -> Set.of(Right.COPY, Right.CLEAN);
            case RESET, INIT_RESET ->
                Set.of(
                        Right.COPY,
                        Right.CLEAN,
                        Right.LOAD,
                        Right.MIGRATE,
                        Right.STRUCTURE,
                        Right.INDEX,
                        Right.MODEL,
                        Right.SEED,
                        Right.MARK);
            case SEED_CLEAN -> Set.of(Right.COPY, Right.SEED, Right.CLEAN);
        };
    }

    /** To copy all rows out, as a safety backup does, too, or a way to write. */
    enum Right {
        COPY,
        LOAD,
        CLEAN,
        SEED,
        MIGRATE,
        INDEX,
        MAINTAIN,
        MODEL,
        STRUCTURE,
        MARK
    }

    /** Whether it makes what the settings name and the database does not have yet. */
    public boolean creates() {
        return this == RESTORE || this == UNDO;
    }

    /** Whether it works out structure in a scratch database, which is made and dropped beside the store, in production, too. */
    boolean designs() {
        return switch (this) {
            case PUSH, PUSH_FORCE, PULL, GENERATE, SCHEMA_DIFF -> true;
            default -> false;
        };
    }

    /** What to do instead where it is refused; empty: nothing. */
    String instead() {
        return this == PUSH_FORCE
                ? "Write a migration: seedbank generate --name NAME, and run it: seedbank migrate. "
                : "";
    }

    /** What kind of harm it could do; the rows of the contract's table. */
    public enum Danger {
        READS,
        ADDS,
        /** Changes structure and data by files that the team keeps. */
        CHANGES,
        /** Removes what no file declares, and what can be built again. */
        DROPS,
        COPIES_OUT,
        REPLACES,
        DESTROYS;

        /** Whether anything in the database changes. */
        public boolean writes() {
            return this != READS && this != COPIES_OUT;
        }

        /** Whether data that is there may be gone afterwards. */
        public boolean destructive() {
            return this == REPLACES || this == DESTROYS;
        }
    }
}
