package dev.seedbank.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows what goes on, and says nothing of what came of it. */
record ProgressOnly(Progress progress) implements Progress {
    @Override
    public void actsOn(List<Database> databases) {}

    @Override
    public void done(String label, String detail) {}

    @Override
    public void step(String label, String detail) {}

    @Override
    public void note(String text) {}

    @Override
    public Work work(String name, Unit unit, long total) {
        return progress.work(name, unit, total);
    }

    @Override
    public boolean watched() {
        return progress.watched();
    }

    @Override
    public Watch onStall(Supplier<Optional<String>> reason) {
        return progress.onStall(reason);
    }

    @Override
    public void changing(String what) {}

    @Override
    public void changed(String what, String detail) {}
}
