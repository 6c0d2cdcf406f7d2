package dev.seedbank.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Progress that nobody is told of. */
final class Silent implements Progress {
    private static final Work WORK = new Work() {
        @Override
        public Meter part(String label, long total) {
            return amount -> {};
        }

        @Override
        public void close() {}
    };

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
        return WORK;
    }

    @Override
    public boolean watched() {
        return false;
    }

    @Override
    public Watch onStall(Supplier<Optional<String>> reason) {
        return () -> {};
    }

    @Override
    public void changing(String what) {}

    @Override
    public void changed(String what, String detail) {}
}
