package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Setting;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of servers, wrappers and user mappings. They are changed where they are: those that may be secret are not read, and would be
 * gone with the object.
 *
 * @param head tokens of what comes before
 */
record ForeignOptions(List<String> head, List<Setting> options) {
    ForeignOptions {
        head = List.copyOf(head);
        options = List.copyOf(options);
    }

    static boolean isOf(StructureKind kind) {
        return kind == StructureKind.SERVER || kind == StructureKind.WRAPPER || kind == StructureKind.USER_MAPPING;
    }

    /** {@code CREATE … OPTIONS (name 'value', …)}, as the reader has it. */
    static ForeignOptions of(String statement) {
        var tokens = SqlTokens.of(statement).stream()
                .filter(it -> !SqlTokens.isBlank(it))
                .toList();
        int at = tokens.indexOf("OPTIONS"); // a name in capitals has quotes
        var options = new ArrayList<Setting>();
        for (int i = at + 2; at >= 0 && i + 1 < tokens.size(); i += 3) {
            options.add(new Setting(tokens.get(i), tokens.get(i + 1)));
        }
        return new ForeignOptions(at < 0 ? tokens : tokens.subList(0, at), options);
    }

    /** Empty if more than options changes. */
    static Optional<List<PlannedStep>> change(StructureId id, String from, String to) {
        var old = of(from);
        var wanted = of(to);
        if (!old.head.equals(wanted.head)) {
            return Optional.empty();
        }
        var what = id.kind() == StructureKind.WRAPPER
                ? "FOREIGN DATA WRAPPER"
                : id.kind().name().replace('_', ' ');
        return Optional.of(Options.foreign(old.options, wanted.options).stream()
                .map(it -> PlannedStep.of(id, "ALTER " + what + " " + id.name() + " " + it))
                .toList());
    }
}
