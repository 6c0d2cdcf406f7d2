package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Opens the place where a store's plans are worked out, for as long as something is asked of it. */
@ApplicationScoped
class Designs {
    private final Guard guard;

    Designs(Guard guard) {
        this.guard = guard;
    }

    /** What is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask(SchemaDesigner designer) throws IOException;
    }

    <T> T with(StoreReader store, Targets targets, Question<T> question) throws IOException {
        try (var designer = guard.designer(targets, store)) {
            return question.ask(designer);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }
}
