package dev.seedbank.backend.maintenance;

import java.util.List;
import java.util.Optional;

/**
 * Something that somebody should look at.
 *
 * @param subject what it is about, the same as long as it is there: {@code public.users_email_idx}, {@code session 4711}
 * @param collection the collection that it belongs to, as people write it; empty if it belongs to none
 * @param what one sentence about the subject, without it and without a dot: {@code is the same as users_email_key}
 */
public record Finding(
        FindingKind kind,
        Severity severity,
        String subject,
        String collection,
        String what,
        List<Evidence> evidence,
        Optional<Fix> fix) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** Of something that is no part of a collection. */
    public static Finding of(
            FindingKind kind, Severity severity, String subject, String what, List<Evidence> evidence, Fix fix) {
        return new Finding(kind, severity, subject, "", what, evidence, Optional.of(fix));
    }

    /** The same for as long as it is found, within its store: {@code unused-index/public.users_email_idx}. */
    public String id() {
        return kind.word() + "/" + subject;
    }

    /** Whether it may be put right without asking anybody who knows the application. */
    public boolean isFixable() {
        return fix.filter(Fix::safe).isPresent();
    }

    /** The same, with a fix that is only proposed. */
    public Finding proposed() {
        return new Finding(
                kind,
                severity,
                subject,
                collection,
                what,
                evidence,
                fix.map(it -> Fix.proposed(it.language(), it.command())));
    }
}
