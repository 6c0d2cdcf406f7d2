package dev.seedbank.cli;

import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A failure as JSON documents have it under {@code error}: docs/json-output.md. */
public final class FailureFacts {
    /** The key of the advice. */
    static final String HINT = "hint";

    private FailureFacts() {}

    public static Map<String, Object> of(Failure failure) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", failure.code().text());
        error.put("exit", failure.exitCode().number());
        error.put("message", String.valueOf(failure.getMessage()));
        error.put(HINT, failure.advice().isEmpty() ? null : failure.advice());
        error.put("where", where(failure.where()));
        return error;
    }

    private static Map<String, Object> where(Where where) {
        var facts = new LinkedHashMap<String, Object>();
        for (var key : Where.Key.values()) {
            where.get(key).ifPresent(value -> facts.put(key.name().toLowerCase(Locale.ROOT), value));
        }
        return facts;
    }
}
