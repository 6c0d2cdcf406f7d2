package dev.seedbank.backend.mongo.script;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import java.io.FileNotFoundException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Migrations for tests that need no folder. */
public final class Steps {
    private Steps() {}

    /** The way up of a file. */
    public static Script script(String yaml) {
        return new Script(
                "test.yaml",
                Script.Direction.UP,
                List.of(new Piece(1, false, () -> new StringReader(yaml))),
                Script.Transactions.AUTO,
                Optional.empty(),
                Set.of(),
                name -> {
                    throw new FileNotFoundException(name);
                });
    }

    /** One step, as it would stand behind its hyphen. */
    public static Step step(String yaml) {
        return ScriptFile.read(script("up:\n  - " + yaml + "\n"), "test").up().getFirst();
    }
}
