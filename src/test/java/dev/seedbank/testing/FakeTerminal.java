package dev.seedbank.testing;

import dev.seedbank.cli.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A terminal with prepared answers, or none at all. */
public final class FakeTerminal extends Terminal {
    private final boolean interactive;
    private final Map<String, String> environment;
    private final Deque<String> answers;
    private final List<String> questions = new ArrayList<>();

    public FakeTerminal(boolean interactive, Map<String, String> environment, List<String> answers) {
        this.interactive = interactive;
        this.environment = Map.copyOf(environment);
        this.answers = new ArrayDeque<>(answers);
    }

    /** No terminal: a CI runner. */
    public static FakeTerminal absent() {
        return new FakeTerminal(false, Map.of(), List.of());
    }

    public List<String> questions() {
        return questions;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public Optional<String> ask(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll());
    }
}
