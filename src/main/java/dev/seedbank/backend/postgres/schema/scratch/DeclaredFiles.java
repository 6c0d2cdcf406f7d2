package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.structure.model.DependencySort;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Builds in an area what files declare, in whatever order they do: a statement that fails because something is missing waits for the
 * others.
 */
public final class DeclaredFiles {
    /** More say nothing new. */
    private static final int SHOWN = 20;

    private final StatementRunner runner;
    private final List<FailedStatement> errors = new ArrayList<>();
    private List<FailedStatement> waiting = List.of();

    private DeclaredFiles(StatementRunner runner) {
        this.runner = runner;
    }

    /**
     * After {@link SchemaArea#clear}; the session's settings are then what they were.
     *
     * @throws UsageFailure naming file and line of statements that fail, or that declare no structure
     */
    public static void load(SchemaArea area, List<SchemaFile> files) {
        var around = Surroundings.of(area);
        var statements = files.stream()
                .sorted(Comparator.comparing(SchemaFile::name))
                .flatMap(file -> withDefaultRights(DeclaredReader.read(file, around)).stream())
                .toList();
        var runner = new StatementRunner(area, around, statements);
        new DeclaredFiles(runner).load(statements);
        runner.end();
        if (!around.stuck().isEmpty()) {
            AwaySchemas.requireApart(area.session());
        }
    }

    /**
     * Default privileges hold for what is created after them. All else has no order, so only where a file begins with them do they
     * hold for what is created, too; elsewhere, as at the end of a dump, they do not.
     */
    private static List<DeclaredStatement> withDefaultRights(List<DeclaredStatement> file) {
        int first = 0;
        while (first < file.size() && !file.get(first).phase().isOfCreation()) {
            first++;
        }
        int begins = first == file.size() ? 0 : first;
        return IntStream.range(0, file.size())
                .mapToObj(at -> at >= begins && file.get(at).phase() == LoadPhase.DEFAULT_RIGHT
                        ? file.get(at).in(LoadPhase.LAST)
                        : file.get(at))
                .toList();
    }

    /**
     * What the files' comments say besides, in the order of the files' names and lines.
     *
     * @throws UsageFailure naming file and line of one that begins with {@code seedbank:} and is none of {@link SchemaHint}
     */
    public static List<SchemaHint> hints(List<SchemaFile> files) {
        return files.stream()
                .sorted(Comparator.comparing(SchemaFile::name))
                .flatMap(file -> HintReader.read(file).stream())
                .toList();
    }

    private void load(List<DeclaredStatement> statements) {
        var phases = statements.stream().collect(Collectors.groupingBy(DeclaredStatement::phase));
        for (var phase : LoadPhase.values()) {
            var own = phases.getOrDefault(phase, List.of());
            if (!own.isEmpty()) {
                var failed = run(phase.isSequential() ? own : sorted(own));
                failed.addAll(waiting);
                waiting = failed;
                retry();
            }
        }
        var failed = errors.isEmpty() ? waiting : errors;
        if (!failed.isEmpty()) {
            throw failure(failed);
        }
    }

    private void retry() {
        int before;
        do {
            before = waiting.size();
            waiting = run(waiting.stream().map(FailedStatement::statement).toList());
        } while (!waiting.isEmpty() && waiting.size() < before);
    }

    /** @return those that can wait for others */
    private List<FailedStatement> run(List<DeclaredStatement> statements) {
        var failed = runner.run(statements);
        failed.stream().filter(one -> !one.mayWait()).forEach(errors::add);
        return failed.stream().filter(FailedStatement::mayWait).collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * By names that they mention, as far as that goes: it saves failures, no more. What has the same name, as with {@code CREATE OR
     * REPLACE}, stays in the order of the files.
     */
    private static List<DeclaredStatement> sorted(List<DeclaredStatement> statements) {
        Map<String, Integer> creators = new HashMap<>();
        Map<Integer, Integer> predecessors = new HashMap<>();
        IntStream.range(0, statements.size())
                .filter(at -> !statements.get(at).creates().isEmpty())
                .forEach(at -> {
                    var before = creators.put(statements.get(at).creates(), at);
                    if (before != null) {
                        predecessors.put(at, before);
                    }
                });
        int[] order = DependencySort.sort(
                statements.size(),
                at -> IntStream.concat(
                                IntStream.of(predecessors.getOrDefault(at, at)),
                                statements.get(at).names().stream()
                                        .filter(it -> creators.containsKey(it)
                                                && !it.equals(statements.get(at).creates()))
                                        .mapToInt(creators::get))
                        .filter(before -> before != at)
                        .distinct()
                        .toArray());
        return IntStream.of(order).mapToObj(statements::get).toList();
    }

    private static UsageFailure failure(List<FailedStatement> failed) {
        var lines = failed.stream()
                .sorted(Comparator.comparing(
                                (FailedStatement one) -> one.statement().file())
                        .thenComparingInt(one -> one.statement().line()))
                .map(FailedStatement::words)
                .collect(Collectors.toCollection(ArrayList::new));
        int more = lines.size() - SHOWN;
        if (more > 1) {
            lines.subList(SHOWN, lines.size()).clear();
            lines.add("and %d more".formatted(more));
        }
        var first = lines.removeFirst();
        lines.add("Correct the files that declare the structure.");
        return new UsageFailure(first, String.join("\n", lines));
    }
}
