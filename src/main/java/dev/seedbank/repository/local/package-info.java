/**
 * Backups in a folder of the file system. {@link dev.seedbank.repository.Repositories} finds it as a bean; no other class refers
 * to it.
 */
@NullMarked
package dev.seedbank.repository.local;

import org.jspecify.annotations.NullMarked;
