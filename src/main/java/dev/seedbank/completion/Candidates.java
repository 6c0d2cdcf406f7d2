package dev.seedbank.completion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What may be typed.
 *
 * @param files whether the shell may offer names of files as well
 */
record Candidates(boolean files, List<Candidate> list) {
    static final Candidates NONE = new Candidates(false, List.of());
    static final Candidates FILES = new Candidates(true, List.of());

    Candidates {
        list = List.copyOf(list);
    }

    /** @param description may be empty */
    record Candidate(String text, String description) {}

    static Candidates of(Collection<String> names) {
        return new Candidates(
                false, names.stream().map(name -> new Candidate(name, "")).toList());
    }

    Candidates and(Candidates others) {
        var both = new ArrayList<>(list);
        both.addAll(others.list);
        return new Candidates(files || others.files, both);
    }

    /** With this before each of them. */
    Candidates behind(String prefix) {
        return new Candidates(
                files,
                list.stream()
                        .map(it -> new Candidate(prefix + it.text, it.description))
                        .toList());
    }

    Candidates beginningWith(String typed) {
        return new Candidates(
                files, list.stream().filter(it -> it.text.startsWith(typed)).toList());
    }
}
