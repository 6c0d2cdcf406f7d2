/** Reads a folder of migrations in any of the formats that teams have, and names the files of new ones. Knows no database. */
@NullMarked
package dev.seedbank.migrate.files;

import org.jspecify.annotations.NullMarked;
