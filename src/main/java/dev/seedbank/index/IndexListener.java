package dev.seedbank.index;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.Indexer;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import org.jspecify.annotations.Nullable;

/** Shows how far a build is. Each phase of the server's is a part with numbers of its own. */
final class IndexListener implements Indexer.Listener {
    private final Progress progress;
    private final String store;
    private @Nullable String label;
    private Progress.@Nullable Work work;
    private Progress.@Nullable Meter meter;
    private String phase = "";
    private long done;

    IndexListener(Progress progress, String store) {
        this.progress = progress;
        this.store = store;
    }

    /** Until it is closed, what is heard is of this one's build. */
    synchronized Progress.Watch begin(String of, IndexFinding finding) {
        label = of + " " + Text.printable(finding.index());
        return this::end;
    }

    private synchronized void end() {
        if (work != null) {
            work.close();
        }
        label = null;
        work = null;
        meter = null;
        phase = "";
    }

    @Override
    public boolean watches() {
        return progress.watched();
    }

    @Override
    public synchronized void building(String now, Indexer.Unit unit, long completed, long total) {
        if (label == null || total <= 0) {
            return;
        }
        if (work == null) {
            work = progress.work("index", unit == Indexer.Unit.BYTES ? Progress.Unit.BYTES : Progress.Unit.ROWS, 0);
        }
        if (!phase.equals(now)) {
            phase = now;
            done = 0;
            meter = work.part(label + ": " + now, total);
        }
        if (completed > done) {
            requireNonNull(meter).advance(completed - done);
            done = completed;
        }
    }

    @Override
    public void waiting(String what) {
        progress.note("%s: waiting for %s".formatted(store, what));
    }

    @Override
    public void note(String what) {
        progress.note("%s: %s".formatted(store, Text.printable(what)));
    }
}
