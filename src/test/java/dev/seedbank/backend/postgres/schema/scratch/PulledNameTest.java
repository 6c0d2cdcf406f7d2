package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PulledNameTest {
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "users",
            "Users",
            "/",
            "\\",
            "..",
            ".",
            "-",
            "_",
            " ",
            "\"",
            "'",
            "é",
            "e\u0301",
            "İ",
            "ß",
            "日本",
            "😀",
            "\n",
            ":",
            "*",
            "con",
            "NUL",
            "x".repeat(70),
            "~",
            "%",
            "public",
            "billing");

    @Test
    void names_that_are_fit_stay_as_they_are() {
        assertThat(PulledName.of("public", "users")).isEqualTo("users");
        assertThat(PulledName.of("billing", "invoices_2024")).isEqualTo("billing.invoices_2024");
        assertThat(PulledName.of("public", "Users")).startsWith("users-");
        assertThat(PulledName.of("public", "../../etc/passwd")).matches("_etc_passwd-[0-9a-f]{8}");
        assertThat(PulledName.of("public", "con")).startsWith("con_-");
        assertThat(PulledName.of("con", "users")).startsWith("con_.users-");
    }

    @Test
    void different_tables_have_different_files_on_every_system() {
        var random = new Random(3);
        var tables = new HashMap<String, List<String>>();
        for (int i = 0; i < 20_000; i++) {
            var table = List.of(random.nextBoolean() ? "public" : name(random), name(random));
            var file = PulledName.of(table.getFirst(), table.getLast());
            assertThat(file)
                    .matches("[a-z0-9_]+(\\.[a-z0-9_]+)?(-[0-9a-f]{8})?")
                    .hasSizeLessThan(200);
            var other = tables.put(file.toLowerCase(Locale.ROOT), table);
            assertThat(other == null || other.equals(table))
                    .as("%s %s", other, table)
                    .isTrue();
        }
    }

    private static String name(Random random) {
        return random.ints(1 + random.nextInt(3), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }
}
