package dev.seedbank.cli;

/** How a service tells what it is doing. A service never prints; it tells this. */
public interface Progress {
    /** One thing is done: {@code ✔ users  5 documents}. */
    void done(String label, String detail);

    /** One line on the way. */
    void note(String text);

    /** A count that grows; on a terminal a bar, for what takes longer than a second. */
    Meter meter(String label, long total);

    /** One growing count. Not thread-safe. */
    interface Meter extends AutoCloseable {
        void advance(long amount);

        @Override
        void close();
    }

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void done(String label, String detail) {}

        @Override
        public void note(String text) {}

        @Override
        public Meter meter(String label, long total) {
            return NO_METER;
        }
    };

    /** Counts for nobody. */
    Meter NO_METER = new Meter() {
        @Override
        public void advance(long amount) {}

        @Override
        public void close() {}
    };
}
