package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    private static final String TWO_STORES = """
            seedbank:
              stores:
                payload:
                  url: ${DATABASE_URI}
                  clean: [users, media]
                  seed:
                    order: [users, departments]
                    unique: {users: email, departments: [slug, name]}
                open:
                  url: ${DATABASE_URI_OPEN:${DATABASE_URI}}
                  databases: open_*
                main:
                  url: ${DATABASE_URL}
                  direct-url: ${DATABASE_URL_UNPOOLED:}
                  schemas: [app, audit]
            "%prod":
              seedbank:
                allow: [backup]
                backups: {directory: /var/backups}
            """;

    @TempDir
    Path folder;

    @Test
    void stores_are_read_with_what_variables_say() throws IOException {
        var project = project(
                TWO_STORES, "dev", Map.of("DATABASE_URI", "mongodb://h/aladdin", "DATABASE_URL", "postgresql://h/t"));

        var stores = project.stores(List.of());

        assertThat(stores).extracting(StoreSettings::name).containsExactly("payload", "open", "main");
        assertThat(stores.get(0).seedUnique()).containsEntry("departments", List.of("slug", "name"));
        assertThat(stores.get(1).url().secret()).isEqualTo("mongodb://h/aladdin");
        assertThat(stores.get(1).databases()).contains("open_*");
        assertThat(stores.get(2).directUrl()).isEmpty();
        assertThat(stores.get(2).schemas()).containsExactly("app", "audit");
        assertThat(stores.get(0).schemas()).isEmpty();
    }

    @Test
    void a_missing_variable_matters_only_to_the_store_that_needs_it() throws IOException {
        var project = project(TWO_STORES, "dev", Map.of("DATABASE_URI", "mongodb://h/aladdin"));

        assertThat(project.stores(List.of("payload"))).hasSize(1);
        assertThatThrownBy(() -> project.stores(List.of("main")))
                .isInstanceOf(UsageFailure.class)
                .hasMessage(
                        "seedbank.yaml:13: 'seedbank.stores.main.url' needs the variable DATABASE_URL, which is not set");
    }

    @Test
    void environment_wins_over_dot_env_and_both_over_the_file() throws IOException {
        Files.writeString(folder.resolve(".env"), """
                # comment
                export DATABASE_URI="mongodb://env-file/a"
                SEEDBANK_STORES_MAIN_URL=postgresql://env-file/t # where it is
                EMPTY=
                """);

        var project = project(TWO_STORES, "dev", Map.of("SEEDBANK_STORES_MAIN_URL", "postgresql://u:p${x}@env/t"));

        assertThat(project.stores(List.of("payload")).getFirst().url().secret()).isEqualTo("mongodb://env-file/a");
        assertThat(project.stores(List.of("main")).getFirst().url().secret()).isEqualTo("postgresql://u:p${x}@env/t");
    }

    @Test
    void a_profile_s_section_wins_for_that_profile_only() throws IOException {
        assertThat(project(TWO_STORES, "prod", Map.of()).backups().location().value())
                .isEqualTo("/var/backups");
        assertThat(project(TWO_STORES, "prod", Map.of()).allow()).containsExactly("backup");
        assertThat(project(TWO_STORES, "dev", Map.of()).allow()).isEmpty();
        assertThat(project(TWO_STORES, "dev", Map.of()).backups().location().value())
                .isEqualTo(folder.resolve("backups").toString());
    }

    @Test
    void an_unknown_key_names_its_line_and_the_nearest_known_key() {
        assertThatThrownBy(() -> project("seedbank:\n  stores:\n    main:\n      ulr: x\n", "dev", Map.of()))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seedbank.yaml:4: unknown key 'seedbank.stores.main.ulr'")
                .extracting(it -> ((UsageFailure) it).advice())
                .isEqualTo("Did you mean 'url'?");
        assertThatThrownBy(() -> project("seedbank:\n  stroes: {}\n  x: 1\n", "dev", Map.of()))
                .hasMessageContaining("seedbank.yaml:");
        assertThatThrownBy(() -> project("\"%prod\":\n  seedbank:\n    alow: [backup]\n", "dev", Map.of()))
                .hasMessageContaining("seedbank.yaml:3");
    }

    @Test
    void what_is_no_yaml_names_its_line() {
        assertThatThrownBy(() -> project("seedbank:\n  stores: [\n", "dev", Map.of()))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("seedbank.yaml:3: not valid YAML");
    }

    @Test
    void without_a_file_the_usual_variables_make_a_project() {
        var project = read(
                Optional.empty(),
                Map.of(
                        "DATABASE_URI",
                        "mongodb://h/a",
                        "DATABASE_URL",
                        "postgres://h/b",
                        "DATABASE_URL_UNPOOLED",
                        "postgres://d/b"));

        assertThat(project.storeNames()).containsExactly("mongodb", "postgresql");
        assertThat(project.stores(List.of("postgresql"))
                        .getFirst()
                        .administrationUrl()
                        .secret())
                .isEqualTo("postgres://d/b");
    }

    @Test
    void without_anything_it_says_what_to_set() {
        assertThatThrownBy(() -> read(Optional.empty(), Map.of()).stores(List.of()))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("DATABASE_URI")
                .hasMessageContaining("seedbank.yaml");
    }

    @Test
    void a_wrong_store_is_answered_with_the_nearest() throws IOException {
        assertThatThrownBy(() -> project(TWO_STORES, "dev", Map.of()).stores(List.of("payloda")))
                .hasMessage("There is no store 'payloda'")
                .extracting(it -> ((UsageFailure) it).advice())
                .isEqualTo("Did you mean 'payload'?");
    }

    @Test
    void three_profiles_are_environments_by_name_and_others_count_as_production_until_they_say() throws IOException {
        assertThat(project(TWO_STORES, "dev", Map.of()).profile().environment()).isEqualTo(Environment.DEVELOPMENT);
        assertThat(project(TWO_STORES, "test", Map.of()).profile().environment())
                .isEqualTo(Environment.TEST);
        assertThat(project(TWO_STORES, "prod", Map.of()).profile().environment())
                .isEqualTo(Environment.PRODUCTION);
        assertThat(project(TWO_STORES + "\"%live\":\n", "live", Map.of()).profile())
                .isEqualTo(new Profile("live", Environment.PRODUCTION, true));
        var staging = TWO_STORES + "\"%staging\":\n  seedbank: {environment: test}\n";
        assertThat(project(staging, "staging", Map.of()).profile())
                .isEqualTo(new Profile("staging", Environment.TEST, false));
    }

    @Test
    void what_is_set_for_all_profiles_makes_no_mistyped_one_harmless() throws IOException {
        var general = TWO_STORES.replace(
                "seedbank:\n  stores:\n    payload", "seedbank:\n  environment: development\n  stores:\n    payload");
        assertThat(general).contains("environment: development");
        assertThat(project(general + "\"%live\":\n", "live", Map.of()).profile().environment())
                .isEqualTo(Environment.PRODUCTION);
        assertThat(project(general, "prod", Map.of()).profile().environment()).isEqualTo(Environment.PRODUCTION);
        var production = general.replace("environment: development", "environment: production");
        assertThat(project(production, "prod", Map.of()).profile().environment())
                .isEqualTo(Environment.PRODUCTION);
        for (var lesser : List.of("dev", "test")) {
            assertThatThrownBy(() -> project(production, lesser, Map.of()))
                    .isInstanceOf(UsageFailure.class)
                    .hasMessageContaining("the environment of all profiles is production");
        }
    }

    @Test
    void a_profile_that_nothing_speaks_of_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> project(TWO_STORES, "prdo", Map.of()))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("There is no profile 'prdo'")
                .extracting(it -> ((UsageFailure) it).advice())
                .isEqualTo("Did you mean 'prod'?");
        assertThatThrownBy(() -> project(TWO_STORES, "x9", Map.of("SEEDBANK_ENVIRONMENT", "development")))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("There is no profile 'x9'")
                .extracting(it -> ((UsageFailure) it).advice())
                .isEqualTo("Available: dev, test, prod. Or write a section \"%x9\": with seedbank.environment.");
    }

    @Test
    void without_a_file_a_variable_says_what_another_profile_is() {
        assertThatThrownBy(() -> read(Optional.of("stagin"), Map.of())).hasMessage("There is no profile 'stagin'");
        assertThat(read(Optional.of("ci"), Map.of("SEEDBANK_ENVIRONMENT", "test"))
                        .profile())
                .isEqualTo(new Profile("ci", Environment.TEST, false));
    }

    @Test
    void variables_only_raise_an_environment() throws IOException {
        var lower = Map.of("SEEDBANK_ENVIRONMENT", "development");
        var sections = TWO_STORES + "\"%live\":\n  seedbank: {environment: production}\n\"%silent\":\n";
        for (var profile : List.of("prod", "live", "silent", "test")) {
            assertThatThrownBy(() -> project(sections, profile, lower))
                    .as(profile)
                    .isInstanceOf(UsageFailure.class)
                    .hasMessageContaining("SEEDBANK_ENVIRONMENT is development, but the profile '" + profile + "'");
        }
        var higher = Map.of("SEEDBANK_ENVIRONMENT", "production");
        for (var profile : List.of("dev", "test", "prod", "live", "silent")) {
            assertThat(project(sections, profile, higher).profile())
                    .isEqualTo(new Profile(profile, Environment.PRODUCTION, false));
        }
        Files.writeString(folder.resolve(".env"), "SEEDBANK_ENVIRONMENT=production\n");
        assertThatThrownBy(() -> project(sections, "dev", Map.of("SEEDBANK_ENVIRONMENT", "test")))
                .hasMessageContaining("environment variable SEEDBANK_ENVIRONMENT: SEEDBANK_ENVIRONMENT is test");
        assertThat(project(sections, "dev", Map.of()).profile().environment()).isEqualTo(Environment.PRODUCTION);
    }

    @Test
    void no_profile_goes_below_what_is_set_for_all() {
        var yaml = """
                seedbank: {environment: production}
                "%staging": {seedbank: {environment: test}}
                """;
        for (var profile : List.of("dev", "test", "staging")) {
            assertThatThrownBy(() -> project(yaml, profile, Map.of()))
                    .hasMessageContaining("the environment of all profiles is production");
        }
    }

    @Test
    void the_profile_comes_from_the_variable_unless_the_option_names_one() throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), TWO_STORES);
        var environment = Map.of("SEEDBANK_PROFILE", "test");

        assertThat(Project.read(folder, Optional.empty(), Optional.empty(), environment)
                        .profile()
                        .name())
                .isEqualTo("test");
        assertThat(Project.read(folder, Optional.empty(), Optional.of("prod"), environment)
                        .profile()
                        .name())
                .isEqualTo("prod");
    }

    @Test
    void what_config_shows_has_origins_and_no_secrets() throws IOException {
        var project = project(TWO_STORES, "dev", Map.of("DATABASE_URI", "mongodb://u:geheim@h/a"));

        assertThat(project.shown())
                .contains(new Project.Shown("seedbank.stores.payload.url", "mongodb://u:***@h/a", "seedbank.yaml:4"));
        assertThat(project.shown().toString()).doesNotContain("geheim").contains("not set");
    }

    @Test
    void a_mistyped_url_shows_no_password_either() throws IOException {
        var mistyped = "seedbank: {stores: {main: {url: \"postgres:geheim@h\"}}}\n";
        assertThat(project(mistyped, "dev", Map.of()).shown().toString())
                .contains("value=***")
                .doesNotContain("geheim");
        var forgotten = "seedbank: {stores: {main: {\"postgresql://u:geheim@h/x\": 1}}}\n";
        assertThatThrownBy(() -> project(forgotten, "dev", Map.of()))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("unknown key")
                .hasMessageNotContaining("geheim");
    }

    private Project project(String yaml, String profile, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), yaml);
        return read(Optional.of(profile), environment);
    }

    private Project read(Optional<String> profile, Map<String, String> environment) {
        return Project.read(folder, Optional.empty(), profile, environment);
    }
}
