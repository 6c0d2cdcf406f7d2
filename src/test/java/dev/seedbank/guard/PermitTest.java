package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Action.Right;
import dev.seedbank.testing.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What writes comes from a permit alone, and only what its action does, on the stores that the guard has let. */
class PermitTest {
    private static final LoadRequest REQUEST =
            new LoadRequest(List.of(), new Structure("", ""), List.of(), List.of(), LoadRequest.Options.PLAIN);

    private final MemoryStore.Data data = new MemoryStore.Data();
    private final Store store = MemoryStore.open("main", data);

    @ParameterizedTest
    @EnumSource(Action.class)
    void hands_out_what_the_action_does_and_nothing_else(Action action) {
        var permit = Permits.of(action, store);

        grants(
                action.rights().contains(Right.COPY),
                () -> permit.snapshot(store, ConsistencyMode.AUTO).close());
        grants(
                action.rights().contains(Right.LOAD),
                () -> permit.loader(store, REQUEST).close());
        grants(
                action.rights().contains(Right.CLEAN),
                () -> permit.cleaner(store).clean(List.of(), Emptying.UNRECORDED));
        grants(action.rights().contains(Right.CLEAN), () -> permit.lease(store).close());
        grants(action.rights().contains(Right.SEED), () -> permit.seeder(store).close());
        grants(
                action.rights().contains(Right.SEED),
                () -> permit.seedLease(store).close());
        grants(
                action.rights().containsAll(Set.of(Right.SEED, Right.CLEAN)),
                () -> permit.cleaningSeeder(store).close());
        grants(
                action.rights().contains(Right.MIGRATE),
                () -> permit.migrator(
                                store, new Migrator.Options(Duration.ZERO, Duration.ZERO), Migrator.Listener.SILENT)
                        .close());
        grants(
                action.rights().contains(Right.INDEX),
                () -> permit.indexer(store, new Indexer.Options(Duration.ZERO, false), Indexer.Listener.SILENT)
                        .close());
        grants(
                action.rights().contains(Right.MAINTAIN),
                () -> permit.maintainer(
                                store,
                                new Maintainer.Options(
                                        new Thresholds(Duration.ZERO, Duration.ZERO), Duration.ZERO, what -> {}))
                        .close());
        grants(action.rights().contains(Right.MODEL), () -> permit.modeller(store));
        grants(
                action.rights().contains(Right.STRUCTURE),
                () -> permit.schemaChanger(store, Duration.ZERO, SchemaChanger.Listener.SILENT)
                        .close());
        grants(action.rights().contains(Right.MARK), () -> permit.mark(store, Environment.TEST));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void what_the_action_may_do_follows_from_its_danger(Action action) {
        assertThat(action.rights().isEmpty()).isEqualTo(action.danger() == Action.Danger.READS);
        assertThat(action.rights().contains(Right.COPY))
                .isEqualTo(action.danger().destructive() || action.danger() == Action.Danger.COPIES_OUT);
        boolean resets = action == Action.RESET || action == Action.INIT_RESET;
        assertThat(action.rights().contains(Right.LOAD) || action == Action.ROLLBACK)
                .isEqualTo(action.danger() == Action.Danger.REPLACES || resets);
        assertThat(action.rights().contains(Right.MIGRATE))
                .isEqualTo((action.danger() == Action.Danger.CHANGES
                                && action != Action.INDEX_APPLY
                                && action != Action.MODEL_APPLY
                                && action != Action.PUSH)
                        || action == Action.ROLLBACK
                        || action == Action.RESTORE
                        || action == Action.UNDO
                        || resets);
        assertThat(action.rights().contains(Right.CLEAN))
                .isEqualTo(action.danger() == Action.Danger.DESTROYS && action != Action.PUSH_FORCE);
        assertThat(action.rights().contains(Right.STRUCTURE))
                .isEqualTo(action == Action.PUSH || action == Action.PUSH_FORCE || action == Action.INIT || resets);
    }

    @Test
    void another_store_is_refused_even_if_it_is_the_same_database() {
        var permit = Permits.of(Action.CLEAN, store);
        var other = MemoryStore.open("main", data);

        assertThatThrownBy(() -> permit.cleaner(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Store 'main' is not a target of this 'clean'");
    }

    /** The store in memory does not do all that it is asked for; that it was asked is what counts. */
    private static void grants(boolean granted, ThrowingCallable use) {
        var thrown = catchThrowable(use);
        if (granted) {
            assertThat(thrown)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isNull(),
                            it -> assertThat(it).isInstanceOf(UnsupportedOperationException.class));
        } else {
            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("has no right to");
        }
    }
}
