/**
 * Files of models: JSON Schema 2020-12 with references between files, what a library says of a document, and the server's own
 * dialect. Knows no database.
 */
@NullMarked
package dev.seedbank.model.schema;

import org.jspecify.annotations.NullMarked;
