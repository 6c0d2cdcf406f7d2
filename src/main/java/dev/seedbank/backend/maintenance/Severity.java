package dev.seedbank.backend.maintenance;

import java.util.Locale;

/** How urgent a finding is, the least first. */
public enum Severity {
    /** Good to know; nothing suffers yet. */
    INFO,
    /** Worth an action. */
    WARNING,
    /** Something stops working soon. */
    CRITICAL;

    /** What a table or an index must take before waste in it is worth an action: a few pages cost nothing. */
    private static final long WORTH = 1 << 20;

    /** Of waste, by the size of what it is in. */
    public static Severity bySize(long bytes) {
        return bytes >= WORTH ? WARNING : INFO;
    }

    /** For people and programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
