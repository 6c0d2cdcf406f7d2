package dev.seedbank.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "users", "app.users", "%p", "a,b", "a: b", "it's", "say \"x\"", "back\\slash", "*", "", "- a", "#c",
                        "true", "no",
                "12", "[x]", "{y}", "&a", "!b", "|", " space ", "größe", "a\nb", "\u0007", "\ud83d\ude00", "\u2028",
                        "@x", "`"
            })
    void is_read_as_the_same_text(String name) {
        var document = new YamlDocument("x.yaml", UnaryOperator.identity());
        var root =
                document.parse("unique: {%s: id}".formatted(YamlWord.of(name))).orElseThrow();
        var unique = YamlDocument.require(document.map(root), "unique");
        assertThat(document.map(unique.value()).keySet()).containsExactly(name);
    }

    @Test
    void is_quoted_only_where_it_must_be() {
        assertThat(YamlWord.of("app.users")).isEqualTo("app.users");
        assertThat(YamlWord.of("%p")).isEqualTo("\"%p\"");
        assertThat(YamlWord.of("no")).isEqualTo("\"no\"");
    }
}
