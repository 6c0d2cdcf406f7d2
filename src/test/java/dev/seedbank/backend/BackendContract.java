package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.EnvironmentMarker.Marked;
import dev.seedbank.backend.EnvironmentMarker.Unmarked;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the rest of the program relies on, whatever the engine: said through the ports alone. Each engine has one subclass, a
 * {@code @ParameterizedClass} of its servers, so that all of it runs on each of them.
 */
public abstract class BackendContract {
    private static final SeedSource SOURCE = new SeedSource("seeds/test.json", "hash");

    private String url;
    private Store store;

    protected abstract Backend backend();

    /**
     * @return the URL of a new database that nobody else uses. In it is one empty collection, {@code users}, for rows with a number
     *     by which they are known, named as {@link #key()}, and a text {@code name}
     */
    protected abstract String createDatabase();

    protected abstract void dropDatabase();

    protected abstract String key();

    @BeforeEach
    void open() {
        url = createDatabase();
        store = openAgain();
    }

    @AfterEach
    void close() {
        store.close();
        dropDatabase();
    }

    private Store openAgain() {
        return backend()
                .open(new StoreSettings(
                        "main",
                        ConnectionUrl.of(url, "test"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void it_answers_to_the_scheme_of_its_urls_and_says_what_it_connected_to() {
        assertThat(backend().schemes())
                .contains(url.substring(0, url.indexOf("://")))
                .allMatch(scheme -> scheme.equals(scheme.toLowerCase(Locale.ROOT)));
        assertThat(store.server().engine()).isEqualTo(backend().engine());
        assertThat(store.server().version()).matches("[0-9]+\\.[0-9]+.*");
        assertThat(url).contains("/" + store.server().database());
        assertThat(store.address()).contains(":").doesNotContain("@", "/");
        assertThat(store.isServersOwn()).isFalse();
    }

    @Test
    void a_new_database_is_empty_and_unmarked_and_looking_at_it_creates_nothing() throws IOException {
        assertThat(store.hasRows()).isFalse();
        assertThat(store.statistics()).singleElement().satisfies(found -> {
            assertThat(found.collection()).isEqualTo(users());
            assertThat(found.rows()).isZero();
        });
        assertThat(store.marker().read()).isEqualTo(new Unmarked());
        assertThat(dump()).isEmpty();
        try (var again = openAgain()) {
            assertThat(again.collections()).containsExactly(users());
            assertThat(again.marker().read()).isEqualTo(new Unmarked());
        }
        assertThat(store.reserves(users())).isFalse();
    }

    @Test
    void seeding_inserts_what_is_new_skips_what_is_there_and_updates_it_when_asked() {
        assertThat(seed(false, row(1, "Ada"), row(2, "Grace"))).isEqualTo(new SeedCounts(2, 0, 0));
        assertThat(seed(false, row(1, "changed"), row(3, "Edsger"))).isEqualTo(new SeedCounts(1, 0, 1));
        assertThat(seed(true, row(1, "Ada L."), row(2, "Grace"))).isEqualTo(new SeedCounts(0, 1, 1));
        assertThat(store.hasRows()).isTrue();
        assertThat(store.hasRows(List.of(users()))).isTrue();
        assertThat(store.hasRows(List.of())).isFalse();
        assertThat(store.statistics().getFirst().rows()).isEqualTo(3);
    }

    @Test
    void of_rows_of_a_file_with_the_same_key_the_first_counts() {
        assertThat(seed(false, row(1, "Ada"), row(2, "Grace"), row(1, "again"))).isEqualTo(new SeedCounts(2, 0, 1));
        assertThat(seed(true, row(1, "Ada"))).isEqualTo(new SeedCounts(0, 0, 1));
        assertThat(seed(true, row(1, "Ada L."), row(1, "again"))).isEqualTo(new SeedCounts(0, 1, 1));
        assertThat(seed(true, row(1, "Ada L."))).isEqualTo(new SeedCounts(0, 0, 1));
    }

    @Test
    void a_row_may_refer_to_one_above_it_and_to_none_below() {
        var ada = new Value.Reference(users(), "name", new Value.Text("Ada"));
        assertThat(seed(false, row(1, "Ada"), row(2, ada))).isEqualTo(new SeedCounts(2, 0, 0));
        var below = new Value.Reference(users(), "name", new Value.Text("Edsger"));
        refused(target(false), "name: no ", row(3, "Grace"), row(4, below), row(5, "Edsger"));
    }

    @Test
    void a_row_that_does_not_fit_is_refused_with_its_file_line_and_field() {
        refused(target(false), "name: ", row(1, "Ada"), row(2, new Value.Json("tru")));
        refused(target(false), "name: ", row(1, "Ada"), row(2, new Value.Json("\"\\ud800\"")));
        refused(
                target(false),
                "name: ",
                row(1, "Ada"),
                row(2, new Value.Reference(users(), "name", new Value.Json("nul"))));
        refused(
                new SeedTarget(users(), List.of("name"), false),
                "name: missing, but rows are identified by it (seed.unique)",
                row(1, "Ada"),
                new SeedRow("seeds/users.json", 2, new LinkedHashMap<>(Map.of(key(), new Value.Json("2")))));
    }

    /** The second row is. */
    private void refused(SeedTarget target, String problem, SeedRow... rows) {
        try (var seeder = store.seeder()) {
            refused(() -> seeder.seed(target, List.of(rows).iterator(), SOURCE), problem, rows[1]);
        }
        try (var check = store.seedCheck(List.of())) {
            refused(() -> check.check(target, Set.of(), List.of(rows).iterator()), problem, rows[1]);
        }
    }

    private static void refused(ThrowingCallable work, String problem, SeedRow row) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(OperationFailed.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_REJECTED);
                    assertThat(failure.where())
                            .isEqualTo(Where.at(Where.Key.FILE, row.file())
                                    .and(Where.Key.LINE, row.line())
                                    .and(Where.Key.FIELD, "name"));
                })
                .hasMessageStartingWith("%s:%d: %s", row.file(), row.line(), problem);
    }

    @Test
    void a_seed_run_that_is_given_up_leaves_nothing_where_it_is_atomic() {
        boolean atomic;
        try (var seeder = store.seeder()) {
            atomic = seeder.isAtomic();
            seeder.seed(target(false), List.of(row(1, "Ada")).iterator(), SOURCE);
        }
        assertThat(store.hasRows()).isEqualTo(!atomic);
    }

    @Test
    void a_check_of_a_seed_changes_nothing() {
        seed(false, row(1, "Ada"));
        try (var check = store.seedCheck(List.of())) {
            check.check(
                    target(true),
                    Set.of(),
                    List.of(row(1, "changed"), row(2, "Grace")).iterator());
        }
        assertThat(seed(true, row(1, "Ada"))).isEqualTo(new SeedCounts(0, 0, 1));
        assertThat(store.statistics().getFirst().rows()).isEqualTo(1);
    }

    @Test
    void a_dump_has_an_object_on_each_line_and_nothing_else() throws IOException {
        seed(false, row(1, "Ada\n\"Lovelace\""), row(2, ""), row(3, "ü\u2028"));
        assertThat(dump().split(",\n", -1))
                .hasSize(3)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}") && !line.contains("\n"));
    }

    @Test
    void one_process_at_a_time_has_the_lease_of_a_kind_of_work() {
        try (var other = openAgain()) {
            try (var lease = store.lease(Lease.Work.MIGRATION)) {
                lease.check();
                assertThatThrownBy(() -> other.lease(Lease.Work.MIGRATION))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("Another migration");
                other.lease(Lease.Work.RESTORE).close();
                lease.check();
            }
            try (var free = other.lease(Lease.Work.MIGRATION)) {
                free.check();
            }
        }
    }

    @Test
    void what_was_dumped_and_loaded_again_is_the_same_for_everybody() throws IOException {
        seed(false, row(1, "Ada"), row(2, "Grace"));
        var backup = dump();
        var request = request();
        seed(true, row(1, "changed"), row(3, "Edsger"));
        var reached = new ArrayList<String>();
        try (var check = store.loadCheck(request)) {
            assertThat(check.differences()).isEmpty();
        }
        try (var loader = store.loader(request);
                var other = openAgain()) {
            loader.begin();
            assertThat(load(loader, request, backup)).isEqualTo(2);
            loader.commit(reached::add);
            assertThat(dump(other)).isEqualTo(backup);
        }
        assertThat(reached)
                .singleElement()
                .satisfies(token -> assertThat(store.changeState(token)).isEqualTo(ChangeState.COMMITTED));
        assertThat(dump()).isEqualTo(backup);
    }

    @Test
    void a_load_that_is_given_up_leaves_the_old_data_and_nothing_else() throws IOException {
        seed(false, row(1, "Ada"));
        var old = dump();
        var request = request();
        try (var loader = store.loader(request)) {
            loader.begin();
            load(loader, request, "{\"%s\":7,\"name\":\"new\"}".formatted(key()));
        }
        assertThat(dump()).isEqualTo(old);
        assertThat(store.collections()).containsExactly(users());
    }

    @Test
    void a_row_that_is_no_json_is_named_and_leaves_the_old_data() throws IOException {
        seed(false, row(1, "Ada"));
        var old = dump();
        var request = request();
        try (var loader = store.loader(request)) {
            loader.begin();
            assertThatThrownBy(() ->
                            load(loader, request, "{\"%s\":7,\"name\":\"new\"},\n{\"name\" \"x\"}".formatted(key())))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContainingAll("users", "row 2");
        }
        assertThat(dump()).isEqualTo(old);
    }

    @Test
    void cleaning_removes_every_row_and_asks_before_it_does() {
        seed(false, row(1, "Ada"), row(2, "Grace"));
        assertThatThrownBy(() -> store.cleaner().clean(store.collections(), token -> {
                    throw new OperationFailed("cannot be written down", "");
                }))
                .hasMessage("cannot be written down");
        assertThat(store.statistics().getFirst().rows()).isEqualTo(2);
        var reached = new ArrayList<String>();
        assertThat(store.cleaner().clean(store.collections(), reached::add))
                .singleElement()
                .satisfies(cleaned -> assertThat(cleaned.label()).isEqualTo("users"));
        assertThat(reached).hasSize(1);
        assertThat(store.changeState(reached.getFirst())).isEqualTo(ChangeState.COMMITTED);
        assertThat(store.hasRows()).isFalse();
        assertThat(store.collections()).containsExactly(users());
    }

    @Test
    void the_marker_only_rises_and_is_no_data() throws IOException {
        seed(false, row(1, "Ada"));
        var data = dump();
        store.mark(Environment.TEST);
        store.mark(Environment.DEVELOPMENT);
        assertThat(store.marker().read()).isEqualTo(new Marked(Environment.TEST));
        store.mark(Environment.PRODUCTION);
        store.mark(Environment.TEST);
        assertThat(dump()).isEqualTo(data);
        assertThat(store.collections()).containsExactly(users());
        store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
        try (var again = openAgain()) {
            assertThat(again.marker().read()).isEqualTo(new Marked(Environment.PRODUCTION));
        }
    }

    @Test
    void a_database_is_known_again() {
        try (var again = openAgain()) {
            assertThat(again.identity()).isEqualTo(store.identity());
            assertThat(again.identity().matches(store.identity())).isTrue();
        }
        assertThat(store.identity().address()).doesNotContain("@");
    }

    @Test
    void what_is_cut_off_ends_as_a_failure_and_can_be_closed_twice() {
        seed(false, row(1, "Ada"));
        store.abort();
        assertThatThrownBy(() -> store.hasRows()).isInstanceOf(Failure.class);
        store.close();
        store.close();
    }

    private Collection users() {
        return new Collection(store.namespace(), "users", true, Collection.Kind.DATA);
    }

    private SeedTarget target(boolean update) {
        return new SeedTarget(users(), List.of(), update);
    }

    private SeedRow row(int number, String name) {
        return row(number, new Value.Json("\"" + name.replace("\"", "\\\"").replace("\n", "\\n") + "\""));
    }

    private SeedRow row(int number, Value name) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put(key(), new Value.Json(Integer.toString(number)));
        fields.put("name", name);
        return new SeedRow("seeds/users.json", number, fields);
    }

    private SeedCounts seed(boolean update, SeedRow... rows) {
        try (var seeder = store.seeder()) {
            var counts = seeder.seed(target(update), List.of(rows).iterator(), SOURCE);
            seeder.commit();
            return counts;
        }
    }

    private String dump() throws IOException {
        return dump(store);
    }

    private String dump(Store from) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var snapshot = from.snapshot();
                var reader = snapshot.reader()) {
            long rows = reader.read(users(), out, read -> {});
            var text = out.toString(StandardCharsets.UTF_8);
            assertThat(rows).isEqualTo(text.isEmpty() ? 0 : text.split(",\n", -1).length);
            return text;
        }
    }

    private LoadRequest request() {
        try (var snapshot = store.snapshot()) {
            var item = new LoadRequest.Item(users(), users(), snapshot.columns(users()));
            var structure = snapshot.structure(snapshot.collections());
            return new LoadRequest(
                    List.of(item), structure, snapshot.sequences(), List.of(), LoadRequest.Options.PLAIN);
        }
    }

    private static long load(Loader loader, LoadRequest request, String rows) throws IOException {
        var bytes = ("[\n" + rows + "\n]").getBytes(StandardCharsets.UTF_8);
        return loader.load(request.items().getFirst(), new ByteArrayInputStream(bytes));
    }
}
