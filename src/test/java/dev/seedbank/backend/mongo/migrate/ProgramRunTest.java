package dev.seedbank.backend.mongo.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramRunTest {
    private static List<String> lines(String said) throws IOException {
        var lines = new ArrayList<String>();
        ProgramRun.passOn(new StringReader(said), lines::add);
        return lines;
    }

    @Test
    void each_line_is_passed_on_whatever_ends_it() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("one\n\ntwo\r\nthree\rfour")).containsExactly("one", "", "two", "three", "four");
        assertThat(lines("\r\n\n")).containsExactly("", "");
    }

    @Test
    void a_long_line_is_passed_on_in_parts() throws IOException {
        var long_one = "x".repeat(8191) + "😀" + "y".repeat(9000);
        assertThat(lines(long_one + "\nend")).satisfies(parts -> {
            assertThat(parts).allMatch(it -> it.length() <= 8193).last().isEqualTo("end");
            assertThat(String.join("", parts.subList(0, parts.size() - 1))).isEqualTo(long_one);
            assertThat(parts.getFirst()).endsWith("😀");
        });
    }
}
