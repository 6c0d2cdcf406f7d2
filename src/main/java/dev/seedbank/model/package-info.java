/**
 * {@code model check}, {@code apply} and {@code infer}: what documents look like, by files of JSON Schema. May use {@code
 * model.schema}, the guard and the ports.
 */
@NullMarked
package dev.seedbank.model;

import org.jspecify.annotations.NullMarked;
