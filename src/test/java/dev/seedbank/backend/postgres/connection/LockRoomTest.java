package dev.seedbank.backend.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import org.junit.jupiter.api.Test;

class LockRoomTest {
    @Test
    void what_fits_is_not_refused() {
        new LockRoom(64, 100, 400).require(6000, "Restoring this backup");
    }

    @Test
    void what_never_fits_needs_another_setting() {
        var refused = refused(new LockRoom(64, 100, 400), 8000, "Restoring this backup");
        assertThat(refused)
                .hasMessage(
                        "Restoring this backup in one transaction takes about 8000 locks, and the server has room for 6400. Nothing was changed");
        assertThat(refused.advice())
                .isEqualTo("Set the server's max_locks_per_transaction to 92 (it is 64), and restart the server.");
    }

    @Test
    void what_others_keep_from_fitting_may_fit_later() {
        var refused = refused(new LockRoom(64, 100, 6390), 3700, "Emptying this database");
        assertThat(refused)
                .hasMessage(
                        "Emptying this database in one transaction takes about 3700 locks, and the server has room for 6400, of which other sessions hold 6390 now. Nothing was changed");
        assertThat(refused.advice())
                .isEqualTo(
                        "Try again later, or set the server's max_locks_per_transaction to 105 (it is 64), and restart the server.");
        assertThat(refused.code()).isEqualTo(ErrorCode.LOCKED);
    }

    private static OperationFailed refused(LockRoom room, long locks, String what) {
        return assertThrows(OperationFailed.class, () -> room.require(locks, what));
    }
}
