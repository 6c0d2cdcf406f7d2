/**
 * {@code seedbank reset}: begins again from an emptied or an empty database. Uses the services of {@code clean}, {@code migrate} and
 * {@code seed}, and the safety backups of {@code backup}.
 */
@NullMarked
package dev.seedbank.reset;

import org.jspecify.annotations.NullMarked;
