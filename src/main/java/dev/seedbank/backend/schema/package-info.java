/**
 * The port for structure from its desired state: files that declare it, the plan that gets a database there, which was proven in a
 * scratch area before anybody sees it, and the change itself.
 */
@NullMarked
package dev.seedbank.backend.schema;

import org.jspecify.annotations.NullMarked;
