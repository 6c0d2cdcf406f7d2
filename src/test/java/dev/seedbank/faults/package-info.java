/**
 * What must hold when things go wrong: killed, cut off, full, damaged, interrupted, two at once, called names that nobody
 * would choose. The real program as a child process on real servers; nothing here may be used by other tests.
 */
@NullMarked
package dev.seedbank.faults;

import org.jspecify.annotations.NullMarked;
