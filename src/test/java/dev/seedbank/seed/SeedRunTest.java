package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.config.Environment;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.seed.SeedRequest.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a plan: failures, and what is told of them. */
class SeedRunTest extends SeedProject {
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
        assertThat(result.lines()).noneMatch(line -> line.contains("stays"));
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
        assertThat(result.lines()).last().isEqualTo("What was seeded stays; another run skips it.");
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
