/**
 * Structure from its desired state: what files declare of collections, views, validators and indexes, how a database differs from it,
 * and the commands that make it the same.
 */
@NullMarked
package dev.seedbank.backend.mongo.schema;

import org.jspecify.annotations.NullMarked;
