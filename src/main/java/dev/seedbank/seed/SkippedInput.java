package dev.seedbank.seed;

/** Something in {@code seeds/} that a run does not touch, and why: a set, a file. */
record SkippedInput(String what, String why) {}
