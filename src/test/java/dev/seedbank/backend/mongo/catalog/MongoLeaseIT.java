package dev.seedbank.backend.mongo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.Lease.Work;
import dev.seedbank.backend.mongo.MongoScope;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.MongoServer;
import java.time.Instant;
import java.util.Date;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoLeaseIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void it_is_renewed_until_somebody_else_has_it(MongoServer server) throws InterruptedException {
        try (var scope = MongoScope.on(server)) {
            var lease = scope.store().lease(Work.MIGRATION);
            var locks = scope.database().getCollection("_seedbank_lock");
            var first = locks.find().first().getDate("expires");
            assertThat(locks.find().first().getString("_id")).isEqualTo("migration");
            await(() -> locks.find().first().getDate("expires").after(first));
            lease.check();
            locks.updateOne(Filters.eq("migration"), Updates.set("owner", "somebody else"));
            await(() -> isLost(lease));
            assertThatThrownBy(lease::check)
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageMatching("The lock of '.*' was lost, because it could not be renewed in time");
            lease.close();
            assertThat(locks.find().first().getString("owner")).isEqualTo("somebody else");
            locks.updateOne(Filters.eq("migration"), Updates.set("expires", new Date(0)));
            scope.store().lease(Work.MIGRATION).close();
            assertThat(scope.documents("_seedbank_lock")).isEmpty();
        }
    }

    private static boolean isLost(Lease lease) {
        try {
            lease.check();
            return false;
        } catch (OperationFailed e) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }
}
