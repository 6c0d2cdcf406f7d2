package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.SeedRequest.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run seeds, where and in which order. */
class SeedPlanTest extends SeedProject {
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
    void a_reference_in_a_family_means_the_rows_own_database() {
        files.with("demo/open/open_p1/a.json", ROW)
                .with("demo/open/open_p1/b.json", ROW)
                .with("demo/seed.yaml", "generate: {open_p1/a: {b_id: {reference: b.slug}}}");
        assertThat(order(run(request(), FakeStore.family("open", "open_*"))))
                .containsExactly("demo/open/open_p1/b.json", "demo/open/open_p1/a.json");
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
                .contains("Left out: set 'nowhere' (for no environment; this is %s)".formatted(environment.label()));
    }

    @Test
    void a_set_that_is_asked_for_by_name_where_it_may_not_be_is_refused() {
        files.with("demo/a.json", ROW).with("lookups/b.json", ROW);
        var request = new SeedRequest(folder, STORES, Environment.PRODUCTION, List.of("demo"), List.of(), Mode.ADD);
        assertThatThrownBy(() -> plan(request, payload))
                .isInstanceOf(GuardRefusal.class)
                .hasMessage("The set 'demo' is only for development and test; this is production");
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
        assertThat(result.lines()).contains("Left out: seeds/demo/main/users.json (for another store)");
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
}
