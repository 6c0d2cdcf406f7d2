package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.config.Environment;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.generate.Generator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFolderTest {
    @TempDir
    Path folder;

    SeedFiles files;

    @BeforeEach
    void project() {
        files = new SeedFiles(folder);
    }

    private List<SeedSet> sets() {
        return SeedFolder.sets(folder, List.of("payload", "open"));
    }

    @Test
    void seeds_itself_is_the_set_default_and_each_folder_a_set() {
        files.with("users.json", "[]")
                .with("custom-tools.CSV", "a\n")
                .with("README.md", "notes")
                .with(".hidden.json", "x")
                .with("dump.sql", "x")
                .with("lookups/tags.ndjson", "")
                .with("empty/README.md", "notes");
        assertThat(sets()).extracting(SeedSet::name).containsExactly("default", "lookups");
        var first = sets().getFirst();
        assertThat(first.files()).extracting(SeedFile::label).containsExactly("custom-tools", "users");
        assertThat(first.files())
                .extracting(SeedFile::shown)
                .containsExactly("seeds/custom-tools.CSV", "seeds/users.json");
        assertThat(first.others()).containsExactly("seeds/dump.sql");
        assertThat(first.settings()).isEqualTo(SeedSettings.NONE);
    }

    @Test
    void no_folder_means_no_sets() {
        assertThat(sets()).isEmpty();
    }

    @Test
    void names_are_decoded_as_a_backup_encodes_them() {
        files.with("a%2Fb%22c.json", "[]").with("100%.json", "[]").with("audit.users.json", "[]");
        assertThat(sets().getFirst().files())
                .extracting(SeedFile::label)
                .containsExactly("100%", "a/b\"c", "audit.users");
    }

    @Test
    void a_sets_folders_are_stores_and_a_familys_folders_databases() {
        files.with("demo/payload/users.json", "[]").with("demo/open/open_p1/scenes.json", "[]");
        assertThat(sets().getFirst().files())
                .extracting(SeedFile::label, SeedFile::store, SeedFile::shown)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "open_p1/scenes", Optional.of("open"), "seeds/demo/open/open_p1/scenes.json"),
                        org.assertj.core.groups.Tuple.tuple(
                                "users", Optional.of("payload"), "seeds/demo/payload/users.json"));
        files.with("demo/paylod/users.json", "[]");
        assertThatThrownBy(this::sets)
                .isInstanceOf(UsageFailure.class)
                .hasMessageStartingWith("seeds/demo/paylod")
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo("Did you mean 'payload'?");
    }

    @Test
    void a_set_cannot_be_called_default() {
        files.with("default/users.json", "[]");
        assertThatThrownBy(this::sets).isInstanceOf(UsageFailure.class).hasMessageStartingWith("seeds/default");
    }

    @Test
    void settings_are_read() {
        files.with("lookups/users.json", "[]").with("lookups/tags.json", "[]").with("lookups/seed.yaml", """
                description: Reference data   # a comment
                environments: [production, test]
                required: true
                order: [tags, users, later]
                unique: {users: email, tags: [tenant, slug]}
                store: payload
                generate:
                  users:
                    id: uuid
                    created_at: now
                    password_hash: password
                    secret_hash: {password: Systech@123, cost: 4}
                    pin_hash: {password: 1234, from: pin}
                    tenant_id: {reference: audit.tenants.slug, from: tenant, value: systech}
                    name: {faker: name.full_name}
                """);
        var settings = sets().getFirst().settings();
        assertThat(settings.description()).isEqualTo("Reference data");
        assertThat(settings.environments()).isEqualTo(Set.of(Environment.PRODUCTION, Environment.TEST));
        assertThat(settings.required()).isTrue();
        assertThat(settings.order()).containsExactly("tags", "users", "later");
        assertThat(settings.unique().get("users")).containsExactly("email");
        assertThat(settings.unique().get("tags")).containsExactly("tenant", "slug");
        assertThat(settings.store()).contains("payload");
        assertThat(settings.generate().get("users").values())
                .containsExactly(
                        new Generator.Uuid(),
                        new Generator.Now(),
                        new Generator.Password(Optional.empty(), Optional.empty(), 10),
                        new Generator.Password(Optional.empty(), Optional.of("Systech@123"), 4),
                        new Generator.Password(Optional.of("pin"), Optional.of("1234"), 10),
                        new Generator.Reference("audit.tenants", "slug", Optional.of("tenant"), Optional.of("systech")),
                        new Generator.Fake("name.full_name", "seeds/lookups/seed.yaml:15"));
        assertThat(settings.generate().get("users").values().toString()).doesNotContain("Systech@123", "1234");
    }

    @Test
    void an_empty_settings_file_says_nothing() {
        for (var text : new String[] {"", "# nothing yet\n", "---\n"}) {
            files.with("users.json", "[]").with("seed.yaml", text);
            assertThat(sets().getFirst().settings().environments()).isEqualTo(SeedSettings.NONE.environments());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: [1~b: 2           | 2 | not valid YAML                                | Fix that line.",
                "~requird: true       | 2 | unknown key 'requird'                   | Did you mean 'required'?",
                "required: maybe      | 1 | 'maybe' is neither true nor false       | Write true or false.",
                "required: [true]     | 1 | expected one value, found a list        | Write it on one line.",
                "order: a~order: b    | 2 | duplicate key 'order'                   | Remove one of the two.",
                "environments: [prod] | 1 | 'prod' is not an environment            | Did you mean 'production'?",
                "environments: tests  | 1 | 'tests' is not an environment           | Did you mean 'test'?",
                "unique: {user: id}   | 1 | unknown key 'user'                      | Did you mean 'users'?",
                "unique: users        | 1 | expected a mapping (name: value)              | Write it as name: value.",
                "generate:~  usrs: {} | 2 | unknown key 'usrs'                      | Did you mean 'users'?",
                "generate:~  users:~    id: uid     | 3 | 'id' cannot be generated by 'uid'     | Did you mean 'uuid'?",
                "generate:~  users:~    id: {refrence: a.b} | 3 | nothing says how 'id' is generated | Did you mean 'reference'?",
                "generate:~  users:~    id: {reference: a}  | 3 | a reference names a collection and a field | Write it as reference: tenants.slug.",
                "generate:~  users:~    id: {password: a, cost: 31} | 3 | the cost of a password must be a number from 4 to 16 | 10 is usual.",
                "generate:~  users:~    id: {faker: a.b, form: x} | 3 | unknown key 'form' | Available: faker",
                "- a                  | 1 | expected a mapping (name: value), found a list | Write it as name: value.",
            })
    void what_is_wrong_in_the_settings_is_named_with_its_line(String text, int line, String what, String advice) {
        files.with("users.json", "[]").with("seed.yaml", text.replace('~', '\n'));
        assertThatThrownBy(this::sets)
                .isInstanceOf(UsageFailure.class)
                .hasMessageStartingWith("seeds/seed.yaml:%d: %s".formatted(line, what))
                .extracting(e -> ((Failure) e).advice())
                .isEqualTo(advice);
    }

    @Test
    void the_other_ending_of_yaml_is_not_passed_over() {
        files.with("users.json", "[]").with("seed.yml", "required: true");
        assertThatThrownBy(this::sets).isInstanceOf(UsageFailure.class).hasMessage("seeds/seed.yml is not read");
    }

    @Test
    void damaged_settings_end_in_settings_or_in_a_failure() {
        var original =
                "required: true\ngenerate:\n  users:\n    id: {reference: a.b, from: &x c}\n    b: *x\n".toCharArray();
        var random = new Random(3);
        var signs = "{}[]:,-&*!|>'\"%@`# \n\tax";
        for (int round = 0; round < 400; round++) {
            var text = original.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                text[random.nextInt(text.length)] = signs.charAt(random.nextInt(signs.length()));
            }
            files.with("users.json", "[]").with("seed.yaml", new String(text));
            try {
                sets();
            } catch (UsageFailure expected) {
                assertThat(expected.getMessage()).matches("(?s)seeds/seed.yaml:\\d+: .+");
            }
        }
    }
}
