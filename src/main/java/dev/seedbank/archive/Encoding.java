package dev.seedbank.archive;

import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Stream;

/** What is done to a part's bytes before they are stored: a place for compression. */
public enum Encoding {
    /** They are stored as they are; what is stored and what is plain is the same, and so is its checksum. */
    IDENTITY;

    /** The manifest's name of it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The bytes before they were stored. */
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
