package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.schema.scratch.SchemaHint.Backfill;
import dev.seedbank.backend.postgres.schema.scratch.SchemaHint.Kind;
import dev.seedbank.backend.postgres.schema.scratch.SchemaHint.Renamed;
import dev.seedbank.backend.postgres.schema.scratch.SchemaHint.Using;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintReaderTest {
    private static final String SIGNS = "aB\"'.->: \t$é-;\\/*";

    @Test
    void hints_are_read_wherever_they_stand() {
        assertThat(read("""
                        -- seedbank:renamed table Users -> accounts
                        create table accounts (
                            id int, -- the key
                            user_name text -- seedbank:renamed column public.users."User Name" -> user_name
                        );
                        --seedbank:renamed table public.users.a -> b
                        -- seedbank:renamed type app.mood->feeling
                        -- seedbank:renamed value mood.'it''s' -> '-> no'
                        -- seedbank:backfill accounts.name: initcap(login || ': ')\s
                        -- seedbank:using public.accounts.age: age::integer"""))
                .containsExactly(
                        new Renamed("schema/a.sql", 1, Kind.TABLE, List.of("users"), "accounts"),
                        new Renamed(
                                "schema/a.sql", 4, Kind.COLUMN, List.of("public", "users", "User Name"), "user_name"),
                        new Renamed("schema/a.sql", 6, Kind.COLUMN, List.of("public", "users", "a"), "b"),
                        new Renamed("schema/a.sql", 7, Kind.TYPE, List.of("app", "mood"), "feeling"),
                        new Renamed("schema/a.sql", 8, Kind.VALUE, List.of("mood", "it's"), "-> no"),
                        new Backfill("schema/a.sql", 9, List.of("accounts", "name"), "initcap(login || ': ')"),
                        new Using("schema/a.sql", 10, List.of("public", "accounts", "age"), "age::integer"));
    }

    @Test
    void text_that_only_looks_like_a_hint_is_none() {
        assertThat(read("""
                        select '
                        -- seedbank:nonsense
                        ', "
                        -- seedbank:nonsense", $$
                        -- seedbank:nonsense
                        $$; /*
                        -- seedbank:nonsense
                        */ -- about seedbank:renamed""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seedbank:",
                "seedbank:rename table a -> b",
                "seedbank:renamed table a -> public.b",
                "seedbank:renamed table a b",
                "seedbank:renamed column a -> b",
                "seedbank:renamed column a.b.c.d -> b",
                "seedbank:renamed type a.b.c -> b",
                "seedbank:renamed value mood.sad -> 'unhappy'",
                "seedbank:renamed view a -> b",
                "seedbank:backfill a.b:",
                "seedbank:backfill a: 1",
                "seedbank:using a.b 1",
                "seedbank:no-transaction"
            })
    void what_is_not_understood_is_refused_with_its_place(String comment) {
        assertThatThrownBy(() -> read("create table a ();\n\n  -- " + comment))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("schema/a.sql:3: '-- %s' is not a line that Seedbank understands", comment);
    }

    @Test
    void any_name_and_any_value_can_be_written() {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            var from = List.of(name(random), name(random), name(random));
            var to = name(random);
            var quoted = from.stream().map(Identifiers::quote).collect(Collectors.joining("."));
            assertThat(read("-- seedbank:renamed column %s -> %s".formatted(quoted, Identifiers.quote(to))))
                    .containsExactly(new Renamed("schema/a.sql", 1, Kind.COLUMN, from, to));
            assertThat(read("-- seedbank:renamed value %s.%s -> %s"
                            .formatted(
                                    Identifiers.quote(to),
                                    Identifiers.literal(from.get(0)),
                                    Identifiers.literal(from.get(1)))))
                    .containsExactly(new Renamed("schema/a.sql", 1, Kind.VALUE, List.of(to, from.get(0)), from.get(1)));
        }
    }

    private static String name(Random random) {
        return random.ints(1 + random.nextInt(6), 0, SIGNS.length())
                .mapToObj(at -> SIGNS.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    private static List<SchemaHint> read(String text) {
        return DeclaredFiles.hints(List.of(new SchemaFile("schema/a.sql", text)));
    }
}
