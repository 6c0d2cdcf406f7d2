package dev.seedbank.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "users, users",
        "activity-logs, activity-logs",
        "system.profile, system.profile",
        "a/b, a%2Fb",
        "a\\b, a%5Cb",
        "..,%2E%2E",
        ".hidden, %2Ehidden",
        "100%, 100%25",
        "Größe, Gr%C3%B6%C3%9Fe",
        "con, %63on",
        "a:b*c, a%3Ab%2Ac",
    })
    void names_become_plain_files(String name, String file) {
        assertThat(FileNames.encode(name)).isEqualTo(file);
    }

    @Test
    void folders_have_no_dots() {
        assertThat(FileNames.encodeFolder("users.json")).isEqualTo("users%2Ejson");
    }

    @Test
    void any_name_is_a_safe_file_and_comes_back() {
        var random = new Random(7);
        int cameBack = 0;
        for (int i = 0; i < 5_000; i++) {
            var name = randomName(random);
            var file = FileNames.encode(name);
            assertThat(file)
                    .isNotEmpty()
                    .doesNotContain("/", "\\", "\u0000", "\n")
                    .isNotIn(".", "..")
                    .matches("\\p{ASCII}*");
            assertThat(file.length()).isLessThanOrEqualTo(180);
            if (!file.contains("~")) {
                assertThat(FileNames.decode(file)).isEqualTo(name);
                cameBack++;
            }
        }
        assertThat(cameBack).isGreaterThan(1_000);
    }

    @Test
    void long_names_stay_apart() {
        var first = "x".repeat(250) + "1";
        var second = "x".repeat(250) + "2";
        assertThat(FileNames.encode(first))
                .isNotEqualTo(FileNames.encode(second))
                .hasSizeLessThanOrEqualTo(180);
    }

    @Test
    void names_that_differ_in_case_only_stay_apart_on_every_system() {
        var files = FileNames.encodeAll(List.of("Users", "users", "USERS", "Notes", "a/B", "a/b"));
        assertThat(files)
                .containsEntry("users", "users")
                .containsEntry("Notes", "Notes")
                .hasEntrySatisfying("Users", it -> assertThat(it).matches("Users~[0-9a-f]{16}"));
        assertThat(files.values().stream().map(it -> it.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(FileNames.encodeAll(List.of("users", "USERS", "Users", "Users")))
                .containsAllEntriesOf(
                        Map.of("Users", files.getOrDefault("Users", ""), "USERS", files.getOrDefault("USERS", "")));
    }

    private static String randomName(Random random) {
        var bytes = new StringBuilder();
        int length = random.nextInt(64);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(4);
            int c = kind == 0 ? random.nextInt(128) : kind == 1 ? 'a' + random.nextInt(26) : random.nextInt(0x10FFFF);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                c = '~';
            }
            bytes.appendCodePoint(c);
        }
        return new String(bytes.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
