package dev.seedbank.testing;

/** Where a {@link PostgresServer} gets its server from, and how that is stopped. */
interface PostgresProcess {
    /** Shell words that stop the server of the data folder {@code %s} at once, as a crash would, and wait for its end. */
    String QUIT =
            "pid=$(head -n 1 '%s/postmaster.pid') && kill -QUIT $pid && while kill -0 $pid 2>/dev/null; do sleep 0.05; done";

    /** Returns once it answers: the superuser's URL of the database {@code postgres}. Again after a stop: the same URL. */
    PostgresUrl start();

    /** Cuts its connections and keeps its data. */
    void stop();

    /** One that others look after. */
    static PostgresProcess of(PostgresUrl url) {
        return new PostgresProcess() {
            @Override
            public PostgresUrl start() {
                return url;
            }

            @Override
            public void stop() {
                throw new UnsupportedOperationException("this server is not ours to stop");
            }
        };
    }
}
