package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.MongoDatabase;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Commands that change something and that the driver does not make itself: it neither tries these again nor looks whether they were confirmed. */
public final class ServerCommand {
    private ServerCommand() {}

    /**
     * Runs a command that may be run twice; once more if there was no primary, or the connection broke: the driver then waits
     * for an election.
     *
     * @throws MongoException also if the write was not confirmed in time
     */
    public static void run(MongoDatabase database, BsonDocument command) {
        run(database, command, Set.of());
    }

    /**
     * Likewise a command that the server refuses to run a second time.
     *
     * @param done the numbers of the errors by which it says, when it is asked again, that the first time did it
     */
    public static void run(MongoDatabase database, BsonDocument command, Set<Integer> done) {
        try {
            once(database, command);
        } catch (MongoException e) {
            if (!isInterruption(e)) {
                throw e;
            }
            again(database, command, done);
        }
    }

    private static void again(MongoDatabase database, BsonDocument command, Set<Integer> done) {
        try {
            once(database, command);
        } catch (MongoCommandException e) {
            if (!done.contains(e.getErrorCode())) {
                throw e;
            }
        }
    }

    /** For what a second run could do harm: it may have succeeded when the connection broke, and others have gone on from there. */
    public static void once(MongoDatabase database, BsonDocument command) {
        var answer = DriverCall.of(() -> database.runCommand(command, BsonDocument.class));
        if (answer.get("writeConcernError") instanceof BsonDocument error) {
            throw new MongoException(
                    error.getNumber("code", new BsonInt32(0)).intValue(),
                    error.getString("errmsg", new BsonString("the write was not confirmed"))
                            .getValue());
        }
    }

    /** Whether it is not known, or certain not, that the server has done what it was asked to. */
    public static boolean isInterruption(MongoException e) {
        return e instanceof MongoSocketException
                || (e instanceof MongoCommandException refused && MongoErrors.isPassing(refused));
    }
}
