/**
 * The backup format's bytes, checksums and manifest, as docs/backup-format.md specifies them. Knows where bytes come from and go
 * to only as {@link dev.seedbank.archive.ArchiveSource} and {@link dev.seedbank.archive.ArchiveSink}; opens no database.
 */
@NullMarked
package dev.seedbank.archive;

import org.jspecify.annotations.NullMarked;
