/**
 * YAML files that people write, as nodes that know their lines: no objects, so no reflection. May use {@code failure} only.
 */
@NullMarked
package dev.seedbank.yaml;

import org.jspecify.annotations.NullMarked;
