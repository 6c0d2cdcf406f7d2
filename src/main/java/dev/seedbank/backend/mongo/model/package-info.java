/** Documents as trees for their models, and the validators of collections. */
@NullMarked
package dev.seedbank.backend.mongo.model;

import org.jspecify.annotations.NullMarked;
