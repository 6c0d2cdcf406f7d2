/**
 * Completion of command lines in shells: scripts, and the answers that they ask the program for. Knows the names of stores,
 * profiles, backups, sets and collections from the project's files alone. Uses {@code cli.help}, {@code config},
 * {@code repository} and {@code archive}.
 */
@NullMarked
package dev.seedbank.completion;

import org.jspecify.annotations.NullMarked;
