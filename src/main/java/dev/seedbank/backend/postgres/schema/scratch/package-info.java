/** Where structure is built and thrown away, what files declare loaded into it, and a structure written as files. */
@NullMarked
package dev.seedbank.backend.postgres.schema.scratch;

import org.jspecify.annotations.NullMarked;
