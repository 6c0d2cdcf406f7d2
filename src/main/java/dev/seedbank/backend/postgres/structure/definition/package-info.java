/**
 * What database objects are made of, as data: a table's columns, defaults, checks and options, a key's columns, grants. A
 * definition yields the SQL that creates its object, and two definitions of one object can be compared part by part.
 *
 * <p>Names, types and expressions are SQL as the server writes it with an empty {@code search_path}. Uses nothing else.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.definition;

import org.jspecify.annotations.NullMarked;
