package dev.seedbank.backend.postgres.schema.plan;

import static java.util.stream.Collectors.joining;

import dev.seedbank.backend.postgres.structure.definition.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of tables, columns and views: what follows ALTER …. */
final class Options {
    private Options() {}

    /** {@code SET (…)} and {@code RESET (…)}; none if nothing changes. */
    static List<String> storage(List<Setting> from, List<Setting> to) {
        var actions = new ArrayList<String>();
        var gone = gone(from, to);
        if (!gone.isEmpty()) {
            actions.add("RESET (" + gone.stream().map(Setting::name).collect(joining(", ")) + ")");
        }
        var set = to.stream().filter(it -> !from.contains(it)).toList();
        if (!set.isEmpty()) {
            actions.add("SET ("
                    + set.stream().map(it -> it.name() + "=" + it.value()).collect(joining(", ")) + ")");
        }
        return actions;
    }

    private static List<Setting> gone(List<Setting> from, List<Setting> to) {
        return from.stream()
                .filter(it -> to.stream().noneMatch(other -> other.name().equals(it.name())))
                .toList();
    }

    /** {@code OPTIONS (ADD …, SET …, DROP …)}. */
    static Optional<String> foreign(List<Setting> from, List<Setting> to) {
        var actions = new ArrayList<String>();
        gone(from, to).forEach(it -> actions.add("DROP " + it.name()));
        for (var option : to) {
            var old =
                    from.stream().filter(it -> it.name().equals(option.name())).findFirst();
            if (old.isEmpty()) {
                actions.add("ADD " + option.name() + " " + option.value());
            } else if (!old.get().equals(option)) {
                actions.add("SET " + option.name() + " " + option.value());
            }
        }
        return actions.isEmpty() ? Optional.empty() : Optional.of("OPTIONS (" + String.join(", ", actions) + ")");
    }
}
