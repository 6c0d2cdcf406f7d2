package dev.seedbank.schema;

import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;

/** Writes what stores are made of into the files that declare it. */
@ApplicationScoped
class Pull {
    private final Designs designs;

    Pull(Designs designs) {
        this.designs = designs;
    }

    /** @param force over files that say something else, too */
    PullResult run(Targets targets, boolean force, boolean dryRun) throws IOException {
        var pulled = new ArrayList<PulledFile>();
        var others = new ArrayList<String>();
        for (var store : targets.stores()) {
            var name = store.settings().name();
            var files = StoreFiles.of(targets.project(), name);
            others.addAll(files.names(name));
            var models = files.models(name);
            var parts = designs.with(store, targets, designer -> designer.pull(models));
            for (var target : files.targets(name, parts)) {
                pulled.add(PulledFile.of(name, target));
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
