package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.DomainDefinition;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the names of types mean, before and after.
 *
 * @param old the types that domains are based on
 * @param wanted the same afterwards
 * @param made of other types: composites and ranges, before or after
 */
record TypeNames(Map<String, String> old, Map<String, String> wanted, Set<String> made) {
    TypeNames {
        old = Map.copyOf(old);
        wanted = Map.copyOf(wanted);
        made = Set.copyOf(made);
    }

    static TypeNames of(StructureSet current, StructureSet desired) {
        var made = new HashSet<String>();
        return new TypeNames(bases(current, made), bases(desired, made), made);
    }

    private static Map<String, String> bases(StructureSet structure, Set<String> made) {
        var bases = new HashMap<String, String>();
        for (var object : structure.all()) {
            if (object.definition() instanceof DomainDefinition domain) {
                bases.put(domain.name(), domain.type());
            } else if (object.id().kind() == StructureKind.TYPE && !(object.definition() instanceof EnumDefinition)) {
                made.add(object.id().name());
            }
        }
        return bases;
    }

    /** What a type of a column that is there is in the end, if it is a domain or a list of one. */
    String oldBase(String type) {
        return base(old, type);
    }

    /** The same of a column that is wanted. */
    String base(String type) {
        return base(wanted, type);
    }

    private static String base(Map<String, String> bases, String type) {
        boolean array = type.endsWith("[]");
        var base = bases.get(array ? type.substring(0, type.length() - 2) : type);
        return base == null ? type : base(bases, array ? base + "[]" : base);
    }

    /** Whether values have parts of other types. */
    boolean isMade(String type) {
        var base = oldBase(type);
        return made.contains(base.endsWith("[]") ? base.substring(0, base.length() - 2) : base);
    }
}
