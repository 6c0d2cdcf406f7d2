package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedCheck;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.SeedPlan.PlannedFile;
import dev.seedbank.seed.SeedPlan.StorePlan;
import dev.seedbank.seed.generate.GeneratedRows;
import dev.seedbank.seed.generate.Generator;
import dev.seedbank.seed.generate.Sources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks whether all files of a plan would fit, and changes nothing. */
final class SeedChecks {
    private final SeedPlan plan;
    private final Sources sources;

    SeedChecks(SeedPlan plan) {
        this.plan = plan;
        this.sources = plan.sources().withoutHashing();
    }

    /** A file that would fail. */
    record Problem(String store, PlannedFile file, Failure failure) {}

    /** In the order of the plan. */
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var storePlan : plan.stores()) {
            var name = storePlan.store().settings().name();
            try (var check = storePlan.store().seedCheck(plan.emptied(storePlan.store()))) {
                for (var file : storePlan.files()) {
                    file.problem()
                            .or(() -> problem(storePlan, file, check))
                            .ifPresent(failure -> problems.add(new Problem(
                                    name, file, SeedFailure.at(name, file).of(failure))));
                }
            }
        }
        return problems;
    }

    private Optional<Failure> problem(StorePlan storePlan, PlannedFile file, SeedCheck check) {
        var target = file.target(plan.request().mode());
        var fields = file.fields(sources);
        try (var rows = file.file().open()) {
            check.check(target, referred(storePlan, file.target()), new GeneratedRows(rows, fields, amount -> {}));
            return Optional.empty();
        } catch (OperationFailed | UsageFailure e) {
            return Optional.of(e);
        }
    }

    /** Fields by which rows of any file refer to the collection's. */
    static Set<String> referred(StorePlan storePlan, Collection collection) {
        var fields = new HashSet<String>();
        for (var file : storePlan.files()) {
            for (var rule : file.set().generators(file.file()).values()) {
                if (rule instanceof Generator.Reference reference
                        && Objects.equals(collection, file.referred().get(reference.collection()))) {
                    fields.add(reference.field());
                }
            }
        }
        return fields;
    }
}
