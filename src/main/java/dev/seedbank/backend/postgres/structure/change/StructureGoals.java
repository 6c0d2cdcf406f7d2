package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.Set;

/**
 * What the structure shall be after a restore.
 *
 * @param wanted objects of the backup that must be there as the backup has them
 * @param surplus objects of the database that must go
 * @param targets tables that get their rows from the backup
 * @param filled tables of the database whose rows the backup's replace: the targets with their partitions; no other may be dropped or
 *     recreated, because its rows would be lost
 * @param backupFirst whether what is only recreated because of others is made as the backup has it, where it has it; else as it was
 */
record StructureGoals(
        Set<StructureId> wanted,
        Set<StructureId> surplus,
        Set<StructureId> targets,
        Set<StructureId> filled,
        boolean backupFirst) {
    StructureGoals {
        wanted = Set.copyOf(wanted);
        surplus = Set.copyOf(surplus);
        targets = Set.copyOf(targets);
        filled = Set.copyOf(filled);
    }
}
