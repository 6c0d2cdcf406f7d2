package dev.seedbank.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {
    private final YamlDocument yaml = new YamlDocument("x.yaml", key -> key.replace("secret", "…"));

    @Test
    void entries_know_their_lines() {
        var entries = yaml.map(yaml.parse("a: 1\n\nb: [x, y]\nc:\n").orElseThrow());
        assertThat(entries.values()).extracting(YamlDocument.Entry::line).containsExactly(1, 3, 4);
        assertThat(yaml.list(YamlDocument.require(entries, "b").value())).containsExactly("x", "y");
        assertThat(YamlDocument.isEmpty(YamlDocument.require(entries, "c").value()))
                .isTrue();
    }

    @Test
    void a_file_without_content_has_no_root() {
        assertThat(yaml.parse("# nothing\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1~a: 2|2|duplicate key 'a'",
                "secret: 1~secret: 2|2|duplicate key '…'",
                "- a|1|expected a mapping (name: value), found a list",
                "? [a, b]~: 1|1|expected one value, found a list",
                "a: b: c|1|not valid YAML",
                "a: &x~  b: *x|1|an alias is inside the value that it refers to",
            })
    void a_mistake_names_file_and_line_for_people_and_programs(String text, int line, String what) {
        assertThatThrownBy(() -> yaml.map(yaml.parse(text.replace('~', '\n')).orElseThrow()))
                .isInstanceOfSatisfying(UsageFailure.class, failure -> {
                    assertThat(failure).hasMessageStartingWith("x.yaml:" + line + ": " + what);
                    assertThat(failure.code()).isEqualTo(ErrorCode.SETTINGS);
                    assertThat(failure.where().get(Where.Key.LINE)).contains(line);
                });
    }
}
