package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    private static final Map<String, String> OUTSIDE = Map.of("HOST", "db.internal", "NONE", "");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "A=b|b",
                "A = b |b",
                "export A=b|b",
                "export   A=b|b",
                "A=b # comment|b",
                "A=b#c|b#c",
                "A='b # c'|b # c",
                "A=\"b # c\" # comment|b # c",
                "A=b c|b c",
                "A='it''|",
                "A=pa$word|pa$word",
                "A=pa\\$HOST|pa$HOST",
                "A=$HOST|db.internal",
                "A=postgresql://u@${HOST}:5432/d|postgresql://u@db.internal:5432/d",
                "A=\"${HOST}\"|db.internal",
                "A='${HOST}'|${HOST}",
                "A=${NOT_SET}x|x",
                "A=${NOT_SET:-b}|b",
                "A=${NONE:-b}|b",
                "A=${NONE-b}x|x",
                "A=${NOT_SET:-${HOST}}|db.internal",
                "A=${HOST|${HOST",
                "A=${not a name}|${not a name}",
                "A=\"a\\tb\\\\c\\\"d\\$HOST\\x\"|a\tb\\c\"d$HOST\\x",
                "A=C:\\new|C:\\new",
                "A=\\u00e4|\\u00e4",
                "A=ä€|ä€",
            })
    void one_line(String line, String value) {
        var entry = DotEnv.parse(line, OUTSIDE).get("A");

        if (value == null) {
            assertThat(entry.problem()).isPresent();
        } else {
            assertThat(entry).isEqualTo(new DotEnv.Entry(value, 1, java.util.Optional.empty()));
        }
    }

    @Test
    void values_of_several_lines_and_what_stands_behind_them() {
        var entries = DotEnv.parse("""
                # first
                KEY="-----BEGIN
                abc=
                -----END" # done
                RAW='one
                two'

                not a line
                =nothing
                LAST=${KEY}!
                KEY=other
                """, Map.of());

        assertThat(entries).containsOnlyKeys("KEY", "RAW", "LAST");
        assertThat(entries.get("RAW").value()).isEqualTo("one\ntwo");
        assertThat(entries.get("RAW").line()).isEqualTo(5);
        assertThat(entries.get("LAST").value()).isEqualTo("-----BEGIN\nabc=\n-----END!");
        assertThat(entries.get("LAST").line()).isEqualTo(10);
        assertThat(entries.get("KEY").value()).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=\"not closed\nB=b", "A='x' y\nB=b\nC='c'", "A=\"one\nB=\"b\" c\nB=b"})
    void a_quote_that_is_wrong_costs_its_own_variable_only(String text) {
        var entries = DotEnv.parse(text, Map.of());

        assertThat(entries.get("A").problem()).isPresent();
        assertThat(entries.get("B").value()).isEqualTo("b");
    }

    /** Whatever the value, there is a way to write it: between single quotes, or double quotes with escapes. */
    @Test
    void every_value_can_be_written() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            var value = random(random, "aZ0 \t\n'\"\\$#={}:-@/äÖ€\uD83D\uDE00", 20);
            var escaped = value.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("$", "\\$")
                    .replace("\t", "\\t");
            var text = new StringBuilder("FIRST=1\nA=\"" + escaped + "\"\n");
            if (!value.contains("'")) {
                text.append("export B = '").append(value).append("' # same\n");
            }
            var entries = DotEnv.parse(text + "LAST=2", Map.of());
            assertThat(entries.get("A").value()).as("seed %d", seed).isEqualTo(value);
            assertThat(entries.get("LAST").value()).as("seed %d", seed).isEqualTo("2");
            if (!value.contains("'")) {
                assertThat(entries.get("B").value()).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    @Test
    void any_text_is_read_to_its_end() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            var text = random(random, "AB=='\"\\${}:-# \n\t", 40);
            assertThat(DotEnv.parse(text, Map.of("A", "$B")))
                    .as("seed %d: %s", seed, text)
                    .isNotNull();
        }
    }

    @Test
    void values_that_grow_without_end_and_references_without_end_are_given_up() {
        var growing = new StringBuilder("A0=0123456789\n");
        for (int i = 1; i < 5000; i++) {
            growing.append("A%d=$A%d$A%d\n".formatted(i, i - 1, i - 1));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(DotEnv.parse(growing.toString(), Map.of()).get("A40").problem())
                    .isPresent();
            assertThat(DotEnv.parse("A=" + "${A:-".repeat(200_000), Map.of())).containsKey("A");
            assertThat(DotEnv.parse("A=\"\n".repeat(200_000), Map.of())).containsKey("A");
        });
    }

    private static String random(Random random, String signs, int most) {
        var points = signs.codePoints().toArray();
        return random.ints(random.nextInt(most), 0, points.length)
                .mapToObj(i -> Character.toString(points[i]))
                .collect(Collectors.joining());
    }
}
