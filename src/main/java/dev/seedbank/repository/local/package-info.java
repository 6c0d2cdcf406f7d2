/** Backups in a folder of the file system. Found as a bean by {@link dev.seedbank.repository.Repositories}; nobody else knows it. */
@NullMarked
package dev.seedbank.repository.local;

import org.jspecify.annotations.NullMarked;
