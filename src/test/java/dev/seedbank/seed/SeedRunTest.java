package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.Store;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.seed.SeedRequest.Mode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedRunTest {
    private static final String ROW = "[{\"a\": 1}]";
    private static final String BAD_ROW = "[{\"a\": 1}, {\"fail\": 2}]";
    private static final Set<String> STORES = Set.of("main", "payload", "open");

    @TempDir
    Path folder;

    SeedFiles files;
    FakeStore main = FakeStore.atomic("main");
    FakeStore payload = FakeStore.plain("payload");

    @BeforeEach
    void project() {
        files = new SeedFiles(folder);
    }

    private SeedRequest request(String... sets) {
        return new SeedRequest(folder, STORES, Environment.DEVELOPMENT, List.of(sets), List.of(), Mode.ADD);
    }

    private static SeedPlan plan(SeedRequest request, Store... stores) {
        return new SeedPlanner(request, Sources.of(Instant.EPOCH, new SecureRandom())).plan(List.of(stores));
    }

    private static SeedResult run(SeedRequest request, Store... stores) {
        return new SeedRun(plan(request, stores), Optional.empty(), Progress.silent()).run();
    }

    private static Map<String, Outcome> outcomes(SeedResult result) {
        var outcomes = new TreeMap<String, Outcome>();
        result.files().forEach(file -> outcomes.put(file.planned().file().shown(), file.outcome()));
        return outcomes;
    }

    private static List<String> order(SeedResult result) {
        return result.files().stream()
                .map(file -> file.planned().file().shown().replace("seeds/", ""))
                .toList();
    }

    @Test
    void all_sets_are_seeded_in_dependency_order_across_sets() {
        files.with("users.json", ROW).with("z-lookups/tenants.json", ROW).with("sample/ideas.json", ROW);
        var result = run(
                request(),
                main.has("users", "tenants", "ideas").key("users", "tenants").key("ideas", "users"));
        assertThat(order(result)).containsExactly("z-lookups/tenants.json", "users.json", "sample/ideas.json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.lines().getFirst()).isEqualTo("Seeded 3 files: 3 inserted");
        assertThat(main.rows.keySet()).containsExactly("tenants", "users", "ideas");
    }

    @Test
    void references_are_an_order_too() {
        files.with("a.json", ROW).with("b.json", ROW).with("seed.yaml", "generate: {a: {b_id: {reference: b.slug}}}");
        assertThat(order(run(request(), payload))).containsExactly("b.json", "a.json");
    }

    @Test
    void the_stores_order_stands_before_the_sets() {
        files.with("a.json", ROW).with("b.json", ROW).with("c.json", ROW).with("seed.yaml", "order: [a, b]");
        assertThat(order(run(request(), payload.order("b", "a")))).containsExactly("b.json", "a.json", "c.json");
    }

    @Test
    void unique_fields_come_from_the_set_else_from_the_store() {
        files.with("users.json", ROW).with("tags.json", ROW).with("seed.yaml", "unique: {tags: [a, b]}");
        run(request(), payload.unique("users", "email"));
        assertThat(payload.targets)
                .extracting(SeedTarget::unique)
                .containsExactlyInAnyOrder(List.of("email"), List.of("a", "b"));
        files.with("seed.yaml", "unique: {users: name}");
        payload.targets.clear();
        run(request(), payload);
        assertThat(payload.targets).extracting(SeedTarget::unique).contains(List.of("name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEVELOPMENT | demo, everywhere",
                "TEST        | demo, everywhere",
                "PRODUCTION  | everywhere",
            })
    void each_environment_takes_the_sets_that_list_it(Environment environment, String seeded) {
        files.with("demo/a.json", ROW)
                .with("everywhere/b.json", ROW)
                .with("everywhere/seed.yaml", "environments: [development, test, production]")
                .with("nowhere/c.json", ROW)
                .with("nowhere/seed.yaml", "environments: []");
        var request = new SeedRequest(folder, STORES, environment, List.of(), List.of(), Mode.ADD);
        var result = run(request, payload);
        assertThat(result.files().stream().map(file -> file.planned().set().name()))
                .containsExactly(seeded.split(", "));
        assertThat(String.join("\n", result.lines()))
                .contains("Left out: set 'nowhere': it is for no environment, this is " + environment.label());
    }

    @Test
    void a_set_that_is_asked_for_by_name_where_it_may_not_be_is_refused() {
        files.with("demo/a.json", ROW).with("lookups/b.json", ROW);
        var request = new SeedRequest(folder, STORES, Environment.PRODUCTION, List.of("demo"), List.of(), Mode.ADD);
        assertThatThrownBy(() -> plan(request, payload))
                .isInstanceOf(GuardRefusal.class)
                .hasMessage("The set 'demo' is not seeded here: it is for development, test, this is production");
    }

    @Test
    void wrong_names_are_answered_with_the_nearest() {
        files.with("lookups/tags.json", ROW);
        assertThatThrownBy(() -> plan(request("lokups"), payload))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("There is no seed set 'lokups'")
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Did you mean 'lookups'?");
        var request = new SeedRequest(folder, STORES, Environment.TEST, List.of(), List.of("tag"), Mode.ADD);
        assertThatThrownBy(() -> plan(request, payload))
                .isInstanceOf(UsageFailure.class)
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Did you mean 'tags'?");
        files.with("lookups/seed.yaml", "store: payloda");
        assertThatThrownBy(() -> plan(request(), payload))
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Did you mean 'payload'?");
    }

    @Test
    void only_the_collections_asked_for_are_seeded() {
        files.with("a.json", ROW).with("b.json", ROW).with("demo/a.json", ROW);
        var request = new SeedRequest(folder, STORES, Environment.TEST, List.of(), List.of("a"), Mode.ADD);
        assertThat(order(run(request, payload))).containsExactly("a.json", "demo/a.json");
    }

    @Test
    void a_file_goes_to_the_store_that_knows_its_collection() {
        files.with("configured.json", ROW)
                .with("there.json", ROW)
                .with("nowhere.json", ROW)
                .with("demo/payload/there.json", ROW)
                .with("demo/open/open_p1/scenes.json", ROW);
        var open = FakeStore.family("open", "open_*").has("nowhere");
        run(request(), open, payload.order("configured"), main.has("there", "configured"));
        assertThat(payload.rows.keySet()).containsExactlyInAnyOrder("configured", "there", "nowhere");
        assertThat(main.rows.keySet()).containsExactly("there");
        assertThat(open.rows.keySet()).containsExactly("open_p1/scenes");
    }

    @Test
    void a_file_that_two_stores_know_must_say_which() {
        files.with("users.json", ROW);
        payload.has("users");
        main.has("users");
        assertThatThrownBy(() -> plan(request(), payload, main))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seeds/users.json: both 'payload' and 'main' could take 'users'");
        files.with("seed.yaml", "store: main");
        run(request(), payload, main);
        assertThat(main.rows.keySet()).containsExactly("users");
        assertThat(payload.rows).isEmpty();
    }

    @Test
    void a_file_that_nobody_knows_goes_to_the_one_store_that_could_create_its_collection() {
        files.with("users.json", ROW);
        run(request(), main, payload);
        assertThat(payload.rows.keySet()).containsExactly("users");
        assertThatThrownBy(() -> plan(request(), payload, FakeStore.plain("cms")))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seeds/users.json: both 'payload' and 'cms' could take 'users'");
        assertThatThrownBy(() -> plan(request(), main.has("user"), FakeStore.atomic("audit")))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seeds/users.json: neither 'main' nor 'audit' has a table 'users'")
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Did you mean 'user'?");
    }

    @Test
    void a_file_without_a_table_is_answered_with_the_nearest() {
        files.with("user.json", ROW);
        var failures = run(request(), main.has("users")).failures();
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst().failure())
                .hasMessage("seeds/user.json: 'main' has no table 'user'")
                .extracting(e -> e.advice())
                .isEqualTo("Did you mean 'users'?");
    }

    @Test
    void files_of_a_store_that_was_not_chosen_are_left_out() {
        files.with("demo/main/users.json", ROW).with("demo/tags.json", ROW);
        var result = run(request(), payload);
        assertThat(order(result)).containsExactly("demo/tags.json");
        assertThat(result.lines()).contains("Left out: seeds/demo/main/users.json: it is for another store");
    }

    @Test
    void a_family_needs_a_database_of_its_pattern() {
        for (var path : new String[] {"demo/open/scenes.json", "demo/open/other/scenes.json"}) {
            files.with(path, ROW);
            assertThatThrownBy(() -> plan(request(), FakeStore.family("open", "open_*")))
                    .isInstanceOf(UsageFailure.class)
                    .hasMessageStartingWith("seeds/" + path + ": the store 'open' is the databases open_*");
            folder.resolve("seeds").resolve(path).toFile().delete();
        }
    }

    @Test
    void a_store_with_data_is_left_alone_if_so_asked() {
        files.with("a.json", ROW).with("b.json", ROW);
        main.has("b");
        payload.has("a").rows.put("a", List.of());
        var request =
                new SeedRequest(folder, STORES, Environment.TEST, List.of(), List.of(), new Mode(false, true, false));
        var result = run(request, payload, main);
        assertThat(outcomes(result))
                .isEqualTo(Map.of("seeds/a.json", Outcome.STORE_NOT_EMPTY, "seeds/b.json", Outcome.SEEDED));
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void update_is_passed_on() {
        files.with("a.json", ROW);
        run(
                new SeedRequest(folder, STORES, Environment.TEST, List.of(), List.of(), new Mode(false, false, true)),
                payload);
        assertThat(payload.targets.getFirst().update()).isTrue();
    }

    @Test
    void where_a_run_is_one_transaction_a_failure_undoes_it() {
        files.with("a.json", ROW).with("b.json", BAD_ROW).with("c.json", ROW).with("other/d.json", ROW);
        var result = run(request(), main.has("a", "b", "c", "d"));
        assertThat(outcomes(result))
                .isEqualTo(Map.of(
                        "seeds/a.json", Outcome.UNDONE,
                        "seeds/b.json", Outcome.FAILED,
                        "seeds/c.json", Outcome.NOT_RUN,
                        "seeds/other/d.json", Outcome.NOT_RUN));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(main.rows).isEmpty();
        assertThat(result.nothingSeeded()).isTrue();
    }

    @Test
    void where_it_is_not_the_set_ends_and_the_rest_goes_on() {
        files.with("a.json", ROW).with("b.json", BAD_ROW).with("c.json", ROW).with("other/d.json", ROW);
        var result = run(request(), payload);
        assertThat(outcomes(result))
                .isEqualTo(Map.of(
                        "seeds/a.json", Outcome.SEEDED,
                        "seeds/b.json", Outcome.FAILED,
                        "seeds/c.json", Outcome.NOT_RUN,
                        "seeds/other/d.json", Outcome.SEEDED));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error).hasMessage("seeds/b.json:1: fail: no such column");
            assertThat(error.advice()).isEqualTo("Rename it.");
        });
    }

    @Test
    void a_required_set_that_fails_ends_the_run() {
        files.with("needed/a.json", BAD_ROW)
                .with("needed/seed.yaml", "required: true")
                .with("other/b.json", ROW)
                .with("other/main/c.json", ROW);
        var result = run(request(), payload.order("a"), main.has("c"));
        assertThat(outcomes(result))
                .isEqualTo(Map.of(
                        "seeds/needed/a.json", Outcome.FAILED,
                        "seeds/other/b.json", Outcome.NOT_RUN,
                        "seeds/other/main/c.json", Outcome.NOT_RUN));
    }

    @Test
    void a_failing_commit_undoes_the_store() {
        files.with("a.json", ROW);
        main.failsAtCommit = true;
        var result = run(request(), main.has("a"));
        assertThat(outcomes(result)).isEqualTo(Map.of("seeds/a.json", Outcome.UNDONE));
        assertThat(result.failures()).hasSize(1);
    }

    @Test
    void a_damaged_file_shows_before_a_row_of_its_set_is_written() {
        files.with("a.json", ROW).with("z.json", "[{\"a\": 1}").with("other/b.json", ROW);
        var result = run(request(), payload);
        assertThat(outcomes(result))
                .isEqualTo(Map.of(
                        "seeds/a.json", Outcome.NOT_RUN,
                        "seeds/z.json", Outcome.FAILED,
                        "seeds/other/b.json", Outcome.SEEDED));
        assertThat(payload.rows.keySet()).containsExactly("b");
        assertThat(outcomes(run(request(), main.has("a", "b", "z"))).values()).doesNotContain(Outcome.SEEDED);
        assertThat(main.rows).isEmpty();
    }

    @Test
    void a_damaged_file_of_a_required_set_or_before_emptying_stops_the_plan() {
        files.with("z.json", "[{\"a\": 1}");
        var cleaning =
                new SeedRequest(folder, STORES, Environment.TEST, List.of(), List.of(), new Mode(true, false, false));
        assertThatThrownBy(() -> plan(cleaning, payload))
                .isInstanceOf(OperationFailed.class)
                .hasMessageStartingWith("seeds/z.json:1:");
        files.with("seed.yaml", "required: true");
        assertThatThrownBy(() -> plan(request(), payload)).isInstanceOf(OperationFailed.class);
    }

    @Test
    void a_lost_connection_is_not_a_failure_of_a_set() {
        files.with("a.json", "[{\"disconnect\": 1}]");
        assertThatThrownBy(() -> run(request(), payload)).isInstanceOf(ConnectionFailed.class);
    }

    @Test
    void a_folder_without_seeds_is_said_to_be_one() {
        var plan = plan(request(), payload);
        assertThat(plan.targets()).isEmpty();
        assertThatThrownBy(plan::requireFiles)
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("There are no seed files in");
        files.with("demo/seed.yaml", "environments: []");
        plan(request(), payload).requireFiles();
    }

    @Test
    void one_failure_that_left_nothing_is_told_as_an_error() {
        files.with("b.json", BAD_ROW);
        main.has("b");
        assertThatThrownBy(() -> Seed.outcome(run(request(), main)))
                .isInstanceOf(OperationFailed.class)
                .hasMessage("seeds/b.json:1: fail: no such column")
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Rename it.");
        assertThat(Seed.outcome(run(request(), payload)).failures()).hasSize(1);
    }

    @Test
    void the_facts_are_those_of_the_words() {
        files.with("a.json", ROW).with("dump.sql", "x");
        var facts = run(request(), payload).facts();
        assertThat(facts).containsEntry("inserted", 1L).containsEntry("environment", "development");
        assertThat(facts.get("files").toString())
                .contains("outcome=seeded", "store=payload", "set=default", "file=seeds/a.json", "rows=1");
        assertThat(facts.get("leftOut").toString()).contains("seeds/dump.sql");
    }

    @Test
    void the_examples_of_the_project_are_read() {
        for (var example : new String[] {"aladdin", "tasklets"}) {
            var project = Path.of("examples", example);
            var request = new SeedRequest(project, STORES, Environment.DEVELOPMENT, List.of(), List.of(), Mode.ADD);
            var result = run(request, FakeStore.plain("main"));
            assertThat(result.failures()).isEmpty();
            assertThat(result.files()).hasSizeGreaterThan(5);
        }
    }
}
