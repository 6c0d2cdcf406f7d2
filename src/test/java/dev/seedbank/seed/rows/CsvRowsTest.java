package dev.seedbank.seed.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.seed.SeedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
    private static final String EXAMPLE = """
            id,name,note
            1,Ada,"two
            lines, ""quoted""\"
            2,"",

            3,,x
            """;

    @TempDir
    Path folder;

    SeedFiles files;

    @BeforeEach
    void project() {
        files = new SeedFiles(folder);
    }

    @Test
    void fields_are_named_in_the_heading() {
        var row = files.with("t.csv", "a,b\n1,2\n").rows("t.csv").getFirst();
        assertThat(row.placeOfName("a")).isEqualTo(new SeedRow.Place("seeds/t.csv", 1));
        assertThat(row.line()).isEqualTo(2);
    }

    @Test
    void cells_are_texts_and_an_empty_one_without_quotes_is_left_out() {
        for (var text : new String[] {EXAMPLE, "\uFEFF" + EXAMPLE, EXAMPLE.replace("\n", "\r\n")}) {
            var rows = files.with("t.csv", text).rows("t.csv");
            assertThat(rows).extracting(SeedRow::line).containsExactly(2L, 4L, 6L);
            assertThat(rows.get(0).fields().get("note"))
                    .isEqualTo(new Value.Text(
                            text.contains("\r") ? "two\r\nlines, \"quoted\"" : "two\nlines, \"quoted\""));
            assertThat(rows.get(1).fields().sequencedKeySet()).containsExactly("id", "name");
            assertThat(rows.get(1).fields().get("name")).isEqualTo(new Value.Text(""));
            assertThat(rows.get(2).fields().sequencedKeySet()).containsExactly("id", "note");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``             | 1 | the file is empty",
                "a,,c~1,2,3     | 1 | a field has no name",
                "a,b,a~1,2,3    | 1 | duplicate field 'a'",
                "a;b~1;2        | 1 | the cells are separated by ';'",
                "a,b~1,2~1      | 3 | the row has 1 cell, the heading has 2",
                "a,b~1,2,3      | 2 | the row has 3 cells, the heading has 2",
                "a,b~1,\"2~3,4~ | 1 | the CSV is damaged after this line",
                "a,b~1,\"2\"x~  | 1 | the CSV is damaged after this line",
            })
    void what_is_wrong_is_named_with_its_line(String text, int line, String what) {
        files.with("t.csv", text.replace('~', '\n'));
        assertThatThrownBy(() -> files.rows("t.csv"))
                .isInstanceOf(OperationFailed.class)
                .hasMessageStartingWith("seeds/t.csv:%d: %s".formatted(line, what));
    }

    @Test
    void text_that_is_not_utf8_is_named() {
        files.with("t.csv", "a\né\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> files.rows("t.csv")).hasMessageContaining("not UTF-8");
        files.with("t.csv", "a\nb\n".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> files.rows("t.csv")).hasMessageContaining("the file is UTF-16");
    }

    @Test
    void damage_of_any_kind_ends_in_rows_or_in_a_failure() {
        var original = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        var random = new Random(11);
        for (int round = 0; round < 600; round++) {
            var bytes = java.util.Arrays.copyOf(original, 1 + random.nextInt(original.length));
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            files.with("t.csv", bytes);
            try {
                files.rows("t.csv");
            } catch (OperationFailed expected) {
                assertThat(expected.getMessage()).matches("(?s)seeds/t\\.csv:\\d+: .+");
            }
        }
    }
}
