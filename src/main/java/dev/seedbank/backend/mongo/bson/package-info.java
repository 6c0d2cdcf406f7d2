/**
 * BSON as bytes, and Extended JSON to and from it.
 *
 * <p>Knows the bytes only: no client and no server, and no other package of this engine.
 */
@NullMarked
package dev.seedbank.backend.mongo.bson;

import org.jspecify.annotations.NullMarked;
