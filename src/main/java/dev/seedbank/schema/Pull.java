package dev.seedbank.schema;

import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;

/** Writes what stores are made of into {@code schema/}. */
@ApplicationScoped
class Pull {
    private final Designs designs;

    Pull(Designs designs) {
        this.designs = designs;
    }

    /** @param force over files that say something else, too */
    PullResult run(Targets targets, boolean force, boolean dryRun) throws IOException {
        var files = SchemaFiles.of(targets.project());
        var pulled = new ArrayList<PulledFile>();
        var others = new ArrayList<String>();
        for (var store : targets.stores()) {
            var name = store.settings().name();
            others.addAll(files.names(name));
            for (var file : designs.with(store, targets, designer -> designer.pull())) {
                pulled.add(PulledFile.of(name, files, file));
            }
        }
        pulled.forEach(it -> others.remove(it.shown()));
        if (!dryRun) {
            for (var file : pulled) {
                file.write(force);
            }
        }
        return new PullResult(pulled, others, force, dryRun);
    }
}
