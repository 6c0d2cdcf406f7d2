package dev.seedbank.init;

/**
 * @param path below the project's folder, {@code /} between its parts
 * @param what what it is, in a few words
 */
record NewFile(String path, String text, String what) {}
