package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A backup's script, taken apart.
 *
 * @param objects none for a script that was written before they had labels, and for a backup without structure
 * @param major the version of the server that it was read from; 0 if it does not say
 * @param kinds that its writer knew: what is none of these says nothing by not being in it
 */
public record BackupStructure(StructureSet objects, int major, Set<StructureKind> kinds) {
    private static final Pattern MAJOR = Pattern.compile("\\A-- Structure of a PostgreSQL ([0-9]{1,9}) database");
    private static final Pattern KINDS = Pattern.compile("(?m)^-- Kinds: ([A-Z_ ]+)$");

    public static BackupStructure of(String script) {
        var objects = new StructureSet(StructureScript.objects(script));
        var major = MAJOR.matcher(script);
        var kinds = EnumSet.noneOf(StructureKind.class);
        int firstStatement = script.indexOf("\n\n");
        var known = KINDS.matcher(script.substring(0, Math.max(0, firstStatement)));
        if (known.find()) {
            Arrays.stream(known.group(1).split(" ", -1))
                    .forEach(name -> StructureKind.of(name).ifPresent(kinds::add));
        }
        return new BackupStructure(objects, major.find() ? Integer.parseInt(major.group(1)) : 0, kinds);
    }

    /** The line of a script's head that {@link #of} reads. */
    public static String kindsLine() {
        return "-- Kinds: "
                + String.join(
                        " ",
                        Arrays.stream(StructureKind.values()).map(Enum::name).toList());
    }
}
