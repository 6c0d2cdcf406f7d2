/** Tests of PostgreSQL: codecs by themselves, everything else on real servers. */
@NullMarked
package dev.seedbank.backend.postgres;

import org.jspecify.annotations.NullMarked;
