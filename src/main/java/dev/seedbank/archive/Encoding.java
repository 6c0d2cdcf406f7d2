package dev.seedbank.archive;

import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Stream;

/** How a part's bytes are transformed before they are stored; compression would be one way. */
public enum Encoding {
    /** Bytes are stored as they are, so that stored and plain bytes, and their checksums, are the same. */
    IDENTITY;

    /** Its name in the manifest. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Decodes stored bytes. */
    InputStream plain(InputStream stored) {
        return switch (this) {
            case IDENTITY -> stored;
        };
    }

    /** @throws UnknownLabel if a newer program wrote it */
    static Encoding of(String label) {
        return Stream.of(values())
                .filter(encoding -> encoding.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UnknownLabel("files in the encoding '%s'".formatted(label)));
    }
}
