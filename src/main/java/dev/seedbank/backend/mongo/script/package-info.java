/** Reads MongoDB's migrations: their steps, checked, and what can be told from the text of pipelines. Uses {@code bson} and {@code catalog}. */
@NullMarked
package dev.seedbank.backend.mongo.script;

import org.jspecify.annotations.NullMarked;
