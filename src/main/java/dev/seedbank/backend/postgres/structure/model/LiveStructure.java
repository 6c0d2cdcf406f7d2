package dev.seedbank.backend.postgres.structure.model;

import java.util.Set;

/**
 * What a database has now.
 *
 * @param objects all that a script could create, in every schema
 * @param store those that a backup of the whole store would hold
 */
public record LiveStructure(StructureSet objects, Set<StructureId> store) {}
