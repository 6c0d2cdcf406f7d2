/** The port for models of documents: what a store's collections hold and which validators they have, and how validators are set. */
@NullMarked
package dev.seedbank.backend.model;

import org.jspecify.annotations.NullMarked;
