package dev.seedbank.seed;

import dev.seedbank.backend.Store;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Permits;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.seed.SeedRequest.Mode;
import dev.seedbank.seed.generate.Sources;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with seed files and two stores in memory. */
abstract class SeedProject {
    static final String ROW = "[{\"a\": 1}]";
    static final String BAD_ROW = "[{\"a\": 1}, {\"fail\": 2}]";
    static final Set<String> STORES = Set.of("main", "payload", "open");

    @TempDir
    Path folder;

    SeedFiles files;
    FakeStore main = FakeStore.atomic("main");
    FakeStore payload = FakeStore.plain("payload");

    @BeforeEach
    void project() {
        files = new SeedFiles(folder);
    }

    SeedRequest request(String... sets) {
        return new SeedRequest(folder, STORES, Environment.DEVELOPMENT, List.of(sets), List.of(), Mode.ADD);
    }

    static SeedPlan plan(SeedRequest request, Store... stores) {
        return new SeedPlanner(request, SetChoice.of(request), Sources.of(Instant.EPOCH, new SecureRandom()))
                .plan(List.of(stores));
    }

    static SeedResult run(SeedRequest request, Store... stores) {
        return new SeedRun(plan(request, stores), Permits.of(Action.SEED, stores), Optional.empty(), Progress.silent())
                .run();
    }

    static Map<String, Outcome> outcomes(SeedResult result) {
        var outcomes = new TreeMap<String, Outcome>();
        result.files().forEach(file -> outcomes.put(file.planned().file().shown(), file.outcome()));
        return outcomes;
    }

    static List<String> order(SeedResult result) {
        return result.files().stream()
                .map(file -> file.planned().file().shown().replace("seeds/", ""))
                .toList();
    }
}
