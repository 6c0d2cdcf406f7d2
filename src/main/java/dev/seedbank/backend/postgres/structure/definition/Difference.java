package dev.seedbank.backend.postgres.structure.definition;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where two definitions of one object differ.
 *
 * @param path from the outermost part to the smallest that differs: {@code column email}, {@code type}
 * @param here its SQL in the first one; null if that does not have it
 * @param there in the other
 */
public record Difference(
        List<Part.Name> path,
        @Nullable String here,
        @Nullable String there) {
    public Difference {
        path = List.copyOf(path);
    }

    /** {@code column email type}. */
    public String words() {
        return path.stream().map(Part.Name::toString).collect(joining(" "));
    }

    /** In the order of the parts; those that only the other has come last. */
    static List<Difference> between(List<Part> here, List<Part> there) {
        var differences = new ArrayList<Difference>();
        compare(List.of(), here, there, differences);
        return differences;
    }

    private static void compare(List<Part.Name> path, List<Part> here, List<Part> there, List<Difference> into) {
        var others = byName(there);
        here.forEach(part -> compare(add(path, part.name()), part, others.remove(part.name()), into));
        there.stream()
                .filter(part -> others.containsKey(part.name()))
                .forEach(part -> compare(add(path, part.name()), null, part, into));
        compareOrder(path, here, there, into);
    }

    private static void compare(
            List<Part.Name> path, @Nullable Part here, @Nullable Part there, List<Difference> into) {
        boolean bothThere = (here != null || isImplied(there)) && (there != null || isImplied(here));
        if (bothThere && (!parts(here).isEmpty() || !parts(there).isEmpty())) {
            compare(path, parts(here), parts(there), into);
        } else if (!Objects.equals(text(here), text(there))) {
            into.add(new Difference(path, text(here), text(there)));
        }
    }

    private static boolean isImplied(@Nullable Part part) {
        return part != null && part.isImplied();
    }

    private static List<Part> parts(@Nullable Part part) {
        return part == null ? List.of() : part.parts();
    }

    private static @Nullable String text(@Nullable Part part) {
        return part == null || part.isImplied() ? null : part.text();
    }

    private static void compareOrder(List<Part.Name> path, List<Part> here, List<Part> there, List<Difference> into) {
        var first = order(here, byName(there).keySet());
        var second = order(there, new HashSet<>(first));
        if (!first.equals(second)) {
            var name = add(path, new Part.Name(Aspect.ORDER, ""));
            into.add(new Difference(name, list(first), list(second)));
        }
    }

    private static List<Part.Name> order(List<Part> parts, Set<Part.Name> known) {
        return parts.stream()
                .map(Part::name)
                .filter(name -> name.aspect().isOrdered() && known.contains(name))
                .toList();
    }

    private static String list(List<Part.Name> names) {
        return names.stream().map(Part.Name::of).collect(joining(", "));
    }

    private static Map<Part.Name, Part> byName(List<Part> parts) {
        var byName = new HashMap<Part.Name, Part>();
        parts.forEach(part -> byName.put(part.name(), part));
        return byName;
    }

    private static List<Part.Name> add(List<Part.Name> path, Part.Name name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
}
