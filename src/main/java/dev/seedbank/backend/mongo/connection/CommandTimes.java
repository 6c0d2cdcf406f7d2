package dev.seedbank.backend.mongo.connection;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.seedbank.backend.StatementLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tells the log which commands the server was given on which collection, and how long each took. Thread-safe. */
public final class CommandTimes implements CommandListener {
    /** Of those that run, by their numbers. */
    private final Map<Integer, String> running = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        var command = event.getCommand();
        var of = command.get(event.getCommandName());
        running.put(
                event.getRequestId(),
                of != null && of.isString()
                        ? "%s %s.%s"
                                .formatted(
                                        event.getCommandName(),
                                        event.getDatabaseName(),
                                        of.asString().getValue())
                        : "%s %s".formatted(event.getCommandName(), event.getDatabaseName()));
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        ended(event.getRequestId(), event.getElapsedTime(TimeUnit.NANOSECONDS));
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        ended(event.getRequestId(), event.getElapsedTime(TimeUnit.NANOSECONDS));
    }

    private void ended(int number, long nanos) {
        var command = running.remove(number);
        if (command != null) {
            StatementLog.tell(command, nanos);
        }
    }
}
