/**
 * How the program talks to MongoDB: URL, TLS, commands and their errors, and what an error says of a document.
 *
 * <p>Uses {@code bson}.
 */
@NullMarked
package dev.seedbank.backend.mongo.connection;

import org.jspecify.annotations.NullMarked;
