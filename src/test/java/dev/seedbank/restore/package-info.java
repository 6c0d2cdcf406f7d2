@NullMarked
package dev.seedbank.restore;

import org.jspecify.annotations.NullMarked;
