package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names for what is there only while a plan runs. A plan that was broken off may leave one; the next takes it away. */
final class OwnName {
    private static final String OLD = "seedbank_old_";
    private static final String NEW = "seedbank_new_";

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]+");

    /** Bytes of a name. */
    private static final int LONGEST = 63;

    private OwnName() {}

    /**
     * What has been replaced, until it is dropped.
     *
     * @param name its full name as SQL
     */
    static String old(String name) {
        return cut(OLD + last(name));
    }

    /**
     * What is built beside the one that it replaces.
     *
     * @param name its full name as SQL
     */
    static String fresh(String name) {
        return cut(NEW + last(name));
    }

    /** Whether a plan that was broken off left it. */
    static boolean isOwn(String name) {
        return last(name).startsWith(NEW) || last(name).startsWith(OLD);
    }

    /**
     * In the schema of another.
     *
     * @param name one name, as SQL
     */
    static String beside(StructureId other, String name) {
        var last = Mention.lastName(other);
        return other.name().substring(0, other.name().length() - last.length()) + name;
    }

    private static String last(String name) {
        return Identifiers.parts(name).getLast();
    }

    /** Long names that begin alike stay different. */
    private static String cut(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return quoted(name);
        }
        var end = "_" + Integer.toHexString(name.hashCode());
        var start = name;
        while ((start + end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return quoted(start + end);
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : Identifiers.quote(name);
    }
}
