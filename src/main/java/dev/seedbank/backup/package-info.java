/**
 * {@code seedbank backup} and its list, show, verify and delete; the safety backups that other features take before they replace
 * data. Uses {@code archive} and {@code repository}.
 */
@NullMarked
package dev.seedbank.backup;

import org.jspecify.annotations.NullMarked;
