package dev.seedbank.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does independent tasks on as many threads as there are processors. After a failure no other one is begun. */
final class Workers {
    /** One of them; interrupted when the caller is. */
    interface Task {
        void run(int index) throws IOException;
    }

    private final int count;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ArrayList<Thread> threads = new ArrayList<>();

    private Workers(int count, Task task) {
        this.count = count;
        this.task = task;
    }

    /** Runs {@code task} with 0 up to {@code count}, and returns when all are done. */
    static void run(int count, Task task) throws IOException {
        new Workers(count, task).run();
    }

    private void run() throws IOException {
        int width = Math.min(count, Runtime.getRuntime().availableProcessors());
        if (width <= 1) {
            work();
        } else {
            for (int i = 0; i < width; i++) {
                threads.add(HelperThread.start("worker", this::work));
            }
            await();
        }
        HelperThread.rethrow(failure.get());
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement(); i < count && failure.get() == null; i = next.getAndIncrement()) {
                task.run(i);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void await() throws IOException {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(HelperThread::end);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
