/**
 * The ports to a database: what Seedbank needs of an engine, expressed without SQL or BSON. An engine is one package below
 * this one, with one {@link dev.seedbank.backend.Backend} bean; nothing outside that package knows its driver. May use
 * {@code config} and {@code failure}.
 */
@NullMarked
package dev.seedbank.backend;

import org.jspecify.annotations.NullMarked;
