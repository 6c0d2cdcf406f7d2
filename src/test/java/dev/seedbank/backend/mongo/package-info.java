/** Tests of MongoDB: codecs by themselves, everything else on real servers. */
@NullMarked
package dev.seedbank.backend.mongo;

import org.jspecify.annotations.NullMarked;
