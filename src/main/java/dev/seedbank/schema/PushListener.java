package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;

/** Tells which statement is through, and what the next one waits for. */
final class PushListener implements SchemaChanger.Listener {
    private final Progress progress;
    private final String store;
    private String before = "";
    private String place = "";
    private long start;

    PushListener(Progress progress, String store) {
        this.progress = progress;
        this.store = store;
    }

    @Override
    public void statement(int number, int total, SchemaStep step) {
        if (!before.isEmpty()) {
            progress.step(before, "%s, %d ms".formatted(place, (System.nanoTime() - start) / 1_000_000));
        }
        before = store + "/" + Text.printable(step.object());
        place = "%d of %d".formatted(number, total);
        start = System.nanoTime();
    }

    @Override
    public void waiting(String what) {
        progress.note("%s: waiting for %s".formatted(store, what));
    }
}
