package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stays in memory of each {@link StructureNode}, by its number, in arrays: as objects, six for each of ten thousand tables would
 * take three times as much. A number without an entry is something that no statement creates.
 */
final class StructureEntries {
    private final Map<String, Integer> schemaNumbers = new HashMap<>();
    private final List<String> schemas = new ArrayList<>();

    private @Nullable StructureKind[] kinds = new StructureKind[0];
    private int[] schemaOf = new int[0];
    private int[] owners = new int[0];
    private long[] places = new long[0];
    /** Where each name begins in {@link #names}: its length in bytes, then itself in UTF-8. */
    private int[] nameAt = new int[0];

    private byte[] names = new byte[1 << 12];
    private int used;

    /**
     * @param owner the owner's number, or any other sign
     * @param place of its definition in the store
     */
    void set(int number, StructureNode node, int owner, long place) {
        require(number + 1);
        kinds[number] = node.kind();
        schemaOf[number] = schemaNumbers.computeIfAbsent(node.schema(), this::addSchema);
        owners[number] = owner;
        places[number] = place;
        nameAt[number] = addName(node.name().getBytes(StandardCharsets.UTF_8));
    }

    /** Above all numbers that have an entry. */
    int size() {
        return kinds.length;
    }

    boolean has(int number) {
        return number >= 0 && number < kinds.length && kinds[number] != null;
    }

    StructureKind kind(int number) {
        return Objects.requireNonNull(kinds[number]);
    }

    String schema(int number) {
        return schemas.get(schemaOf[number]);
    }

    String name(int number) {
        int at = nameAt[number];
        int length = ((names[at] & 0xFF) << 16) | ((names[at + 1] & 0xFF) << 8) | (names[at + 2] & 0xFF);
        return new String(names, at + 3, length, StandardCharsets.UTF_8);
    }

    int owner(int number) {
        return owners[number];
    }

    long place(int number) {
        return places[number];
    }

    private int addSchema(String name) {
        schemas.add(name);
        return schemas.size() - 1;
    }

    /** Three bytes of length: a function's name has its arguments' types, and a comment's the object's name. */
    private int addName(byte[] name) {
        int at = used;
        int needed = used + 3 + name.length;
        if (needed > names.length) {
            names = Arrays.copyOf(names, Math.max(needed, names.length + (names.length >> 1)));
        }
        names[at] = (byte) (name.length >> 16);
        names[at + 1] = (byte) (name.length >> 8);
        names[at + 2] = (byte) name.length;
        System.arraycopy(name, 0, names, at + 3, name.length);
        used = needed;
        return at;
    }

    private void require(int size) {
        int old = kinds.length;
        if (size <= old) {
            return;
        }
        int grown = Math.max(size, old + (old >> 2));
        kinds = Arrays.copyOf(kinds, grown);
        schemaOf = Arrays.copyOf(schemaOf, grown);
        owners = Arrays.copyOf(owners, grown);
        places = Arrays.copyOf(places, grown);
        nameAt = Arrays.copyOf(nameAt, grown);
    }
}
