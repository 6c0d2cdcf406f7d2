/**
 * MongoDB, 6 and newer, and servers that speak its protocol: the only package that knows BSON and the MongoDB driver. {@link
 * dev.seedbank.backend.mongo.MongoBackend} is the way in, {@code MongoStore} what it opens, and each capability of a store is a
 * class of its own. Documents pass as bytes: {@code BsonToJson} and {@code JsonToBson} are the two directions of the format that
 * docs/formats-mongodb.md specifies. What a server can do is asked of the server, never inferred from its name.
 */
@NullMarked
package dev.seedbank.backend.mongo;

import org.jspecify.annotations.NullMarked;
