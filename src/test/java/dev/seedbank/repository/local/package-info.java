@NullMarked
package dev.seedbank.repository.local;

import org.jspecify.annotations.NullMarked;
