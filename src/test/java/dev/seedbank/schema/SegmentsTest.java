package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.schema.SchemaStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
    /** A capital letter is a statement that no transaction can hold. */
    private static List<SchemaStep> steps(String letters) {
        return letters.chars()
                .mapToObj(it ->
                        new SchemaStep("table a", Character.toString(it), Character.isUpperCase(it), "", Set.of()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"ab, ab", "A, A", "abCd, ab C d", "AB, A B", "Aab, A ab", "abA, ab A", "'', ''"})
    void each_statement_outside_a_transaction_is_a_migration_of_its_own(String letters, String expected) {
        var segments = Segments.of(steps(letters)).stream()
                .map(segment -> segment.stream().map(SchemaStep::sql).collect(Collectors.joining()));
        assertThat(segments).containsExactlyElementsOf(words(expected));
    }

    @ParameterizedTest
    @CsvSource({"ab, false", "A, false", "aB, true", "AB, true"})
    void a_way_back_may_mix_them(String letters, boolean mixed) {
        assertThat(Segments.isMixed(steps(letters))).isEqualTo(mixed);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(it -> !it.isEmpty()).toList();
    }
}
