package dev.seedbank.backend.postgres.script;

import java.util.List;
import java.util.Set;

/**
 * The first words of a statement, in upper case, and what follows from them. Quoted names are among the words as they are, with
 * their quotes, so that none is taken for a keyword.
 *
 * @param words 16 at most
 */
public record StatementWords(List<String> words) {
    static final int KEPT = 16;

    /** PostgreSQL manual: each command's page says "cannot be executed inside a transaction block". */
    private static final Set<String> NEVER_IN_TRANSACTION = Set.of(
            "VACUUM", "CREATE DATABASE", "DROP DATABASE", "CREATE TABLESPACE", "DROP TABLESPACE", "ALTER SYSTEM");

    private static final Set<String> TRANSACTION_CONTROL = Set.of(
            "BEGIN",
            "COMMIT",
            "END",
            "ROLLBACK",
            "ABORT",
            "START TRANSACTION",
            "PREPARE TRANSACTION",
            "SAVEPOINT",
            "RELEASE");

    public StatementWords {
        words = List.copyOf(words);
    }

    public String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private boolean begins(String... with) {
        for (int i = 0; i < with.length; i++) {
            if (!word(i).equals(with[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean firstIn(Set<String> set) {
        return set.contains(word(0)) || set.contains(word(0) + " " + word(1));
    }

    /** Whether the server refuses it inside a transaction. */
    public boolean needsNoTransaction() {
        return firstIn(NEVER_IN_TRANSACTION)
                || isConcurrent()
                || begins("REINDEX", "DATABASE")
                || begins("REINDEX", "SYSTEM")
                || begins("DISCARD", "ALL")
                || (begins("CLUSTER") && words.size() == 1)
                || begins("CREATE", "SUBSCRIPTION")
                || begins("DROP", "SUBSCRIPTION")
                || (begins("ALTER", "SUBSCRIPTION") && words.contains("REFRESH"))
                || (begins("ALTER", "DATABASE") && words.contains("TABLESPACE"));
    }

    /** Whether it works while others write, and waits for them without keeping anybody out. */
    public boolean isConcurrent() {
        return isConcurrentIndex()
                || (words.contains("CONCURRENTLY")
                        && (begins("REINDEX") || (begins("ALTER", "TABLE") && words.contains("DETACH"))));
    }

    private boolean isConcurrentIndex() {
        int index = words.indexOf("INDEX");
        boolean indexFirst = index == 1 || (index == 2 && word(1).equals("UNIQUE"));
        return indexFirst
                && (begins("CREATE") || begins("DROP"))
                && word(index + 1).equals("CONCURRENTLY");
    }

    /** Whether it makes an index while others write. */
    public boolean createsIndexConcurrently() {
        return begins("CREATE") && isConcurrentIndex();
    }

    /** Whether it begins or ends a transaction, or a part of one. */
    public boolean controlsTransaction() {
        return firstIn(TRANSACTION_CONTROL);
    }

    public boolean beginsTransaction() {
        return begins("BEGIN") || begins("START", "TRANSACTION");
    }

    public boolean commits() {
        return (begins("COMMIT") || begins("END")) && !word(1).equals("PREPARED");
    }

    /** Whether it sets something for the session, so that statements behind it count on it. */
    public boolean setsSession() {
        return begins("RESET")
                || (begins("SET")
                        && !Set.of("LOCAL", "TRANSACTION", "CONSTRAINTS").contains(word(1)));
    }

    /** Whether it says in which encoding the client and the server talk. */
    boolean setsEncoding() {
        int name = Set.of("SESSION", "LOCAL").contains(word(1)) ? 2 : 1;
        return begins("SET") && Set.of("CLIENT_ENCODING", "NAMES").contains(word(name));
    }

    /** Whether a transaction ends with it, well or not. */
    public boolean endsTransaction() {
        boolean rollsBack = begins("ABORT") || (begins("ROLLBACK") && !words.contains("TO"));
        return commits() || (rollsBack && !word(1).equals("PREPARED"));
    }

    /** For messages: {@code CREATE INDEX CONCURRENTLY}. */
    public String shown() {
        return String.join(" ", words.subList(0, Math.min(3, words.size())));
    }
}
