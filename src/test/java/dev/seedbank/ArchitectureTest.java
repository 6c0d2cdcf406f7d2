package dev.seedbank;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.seedbank.backend.Backend;
import dev.seedbank.backend.Backends;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.Seeder;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.StoreSettings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md: who may know whom. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seedbank");

    /** The list of all commands: the one class besides Main that knows every feature. */
    private static final DescribedPredicate<JavaClass> LIST_OF_COMMANDS = DescribedPredicate.describe(
            "the list of commands", c -> c.isAnnotatedWith("io.quarkus.picocli.runtime.annotations.TopCommand"));

    @Test
    void postgres_and_sql_are_known_in_their_package_only() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.seedbank.backend.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "java.sql..", "javax.sql.."));
    }

    @Test
    void mongo_and_bson_are_known_in_their_package_only() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.seedbank.backend.mongo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson.."));
    }

    @Test
    void an_engine_is_known_by_nobody() {
        for (var engine : new String[] {"postgres", "mongo"}) {
            var part = "dev.seedbank.backend." + engine + "..";
            holds(noClasses()
                    .that()
                    .resideOutsideOfPackage(part)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(part));
        }
    }

    /** Within an engine: what each part may use. Parts beside each other share what lies below them, not each other's classes. */
    @Test
    void the_parts_of_postgres_share_only_what_lies_below() {
        var base = new String[] {"connection", "catalog"};
        var part = new Parts("dev.seedbank.backend.postgres");
        part.onlyKnows("connection");
        part.onlyKnows("catalog", "connection");
        part.onlyKnows("value", base);
        part.onlyKnows("copy", with(base, "value"));
        part.onlyKnows("structure", base);
        part.onlyKnows("structure.definition");
        part.onlyKnows("structure.model", with(base, "structure.definition"));
        part.onlyKnows("structure.script", with(base, "structure.model"));
        part.onlyKnows("structure.read", with(base, "structure.definition", "structure.model", "structure.script"));
        part.onlyKnows("structure.change", with(base, "structure.model", "structure.script", "structure.read"));
        part.onlyKnows("clean", base);
        part.onlyKnows("seed", with(base, "value", "clean"));
        part.onlyKnows("script");
        part.onlyKnows("migrate", with(base, "script"));
        part.onlyKnows("effect", with(base, "script"));
        part.onlyKnows("index", with(base, "migrate"));
        part.onlyKnows("maintenance", with(base, "migrate"));
        part.onlyKnows("model", base);
        part.onlyKnows("dump", with(base, "copy", "structure", "migrate"));
        part.onlyKnows("restore", with(base, "copy", "structure", "migrate"));
        part.onlyKnows("schema", with(base, "structure", "script", "migrate"));
        part.onlyKnows("schema.scratch", with(base, "structure", "script"));
        part.areAll(
                "catalog",
                "clean",
                "connection",
                "copy",
                "dump",
                "effect",
                "index",
                "maintenance",
                "migrate",
                "model",
                "restore",
                "schema",
                "script",
                "seed",
                "structure",
                "value");
    }

    @Test
    void the_parts_of_mongo_share_only_what_lies_below() {
        var base = new String[] {"bson", "connection", "catalog"};
        var part = new Parts("dev.seedbank.backend.mongo");
        part.onlyKnows("bson");
        part.onlyKnows("connection", "bson");
        part.onlyKnows("catalog", "bson", "connection");
        part.onlyKnows("structure", base);
        part.onlyKnows("staging", with(base, "structure"));
        part.onlyKnows("clean", with(base, "staging"));
        part.onlyKnows("seed", with(base, "clean", "model"));
        part.onlyKnows("dump", with(base, "structure"));
        part.onlyKnows("restore", with(base, "structure", "staging"));
        part.onlyKnows("script", base);
        part.onlyKnows("migrate", with(base, "script"));
        part.onlyKnows("effect", with(base, "script"));
        part.onlyKnows("index", with(base, "script", "migrate"));
        part.onlyKnows("maintenance", base);
        part.onlyKnows("model", base);
        part.onlyKnows("schema", with(base, "index", "migrate", "script", "structure"));
        part.areAll(
                "bson",
                "catalog",
                "clean",
                "connection",
                "dump",
                "effect",
                "index",
                "maintenance",
                "migrate",
                "model",
                "restore",
                "schema",
                "script",
                "seed",
                "staging",
                "structure");
    }

    @Test
    void seed_rows_know_nothing_of_seed_runs() {
        var part = new Parts("dev.seedbank.seed");
        part.onlyKnows("rows");
        part.onlyKnows("generate", "rows");
        part.areAll("rows", "generate");
    }

    @Test
    void files_of_migrations_know_nothing_of_runs_and_databases() {
        onlyKnows("migrate.files", "backend.migration", "config", "failure", "json", "yaml");
        onlyKnows("migrate.history", "migrate.files", "backend.migration");
    }

    @Test
    void files_of_models_know_nothing_of_databases() {
        onlyKnows("model.schema", "backend.model", "config", "failure");
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.seedbank.model.schema")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt.."));
    }

    @Test
    void adopting_a_history_only_compares() {
        onlyKnows("migrate.adopt", "migrate.files", "backend.migration", "failure");
    }

    @Test
    void a_kind_of_place_for_backups_is_known_by_nobody() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.seedbank.repository.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.seedbank.repository.local.."));
    }

    /** An object store has no paths. */
    @Test
    void the_port_of_repositories_knows_no_file_system() {
        holds(noClasses()
                .that()
                .resideInAPackage("dev.seedbank.repository")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels.."));
    }

    @Test
    void picocli_is_for_commands() {
        holds(noClasses()
                .that(DescribedPredicate.not(resideInAPackage("dev.seedbank.cli..")
                        .or(outermost(type(Main.class)))
                        .or(outermost(simpleNameEndingWith("Command")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    /** Features have readers; to write they ask the guard's permit. */
    @Test
    void only_the_guard_opens_a_database_and_holds_what_writes_to_it() {
        var outside = noClasses()
                .that()
                .resideOutsideOfPackages("dev.seedbank.guard..", "dev.seedbank.backend..")
                .should();
        holds(outside.dependOnClassesThat().belongToAnyOf(Store.class, Backend.class));
        holds(outside.callMethod(Backends.class, "open", StoreSettings.class));
    }

    @Test
    void a_command_leaves_databases_to_its_service() {
        holds(noClasses()
                .that(outermost(simpleNameEndingWith("Command")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(StoreReader.class, Loader.class, Cleaner.class, Seeder.class));
    }

    @Test
    void only_the_command_line_writes_to_the_terminal() {
        holds(noClasses()
                .that(DescribedPredicate.not(
                        resideInAPackage("dev.seedbank.cli..").or(type(Main.class))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void only_main_ends_the_process() {
        holds(noClasses()
                .that(DescribedPredicate.not(
                        resideInAPackage("dev.seedbank.cli..").or(type(Main.class))))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void packages_do_not_depend_on_each_other_in_a_circle() {
        holds(slices().matching("dev.seedbank.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(LIST_OF_COMMANDS, alwaysTrue())
                .ignoreDependency(alwaysTrue(), type(Main.class)));
    }

    @Test
    void failures_know_nobody() {
        onlyKnows("failure");
    }

    @Test
    void json_knows_nobody() {
        onlyKnows("json");
    }

    @Test
    void yaml_knows_failures_only() {
        onlyKnows("yaml", "failure");
    }

    @Test
    void settings_know_failures_and_yaml_only() {
        onlyKnows("config", "failure", "yaml");
    }

    @Test
    void backends_know_no_feature() {
        onlyKnows("backend", "config", "failure", "json", "yaml");
    }

    @Test
    void archives_know_no_repository_and_no_feature() {
        onlyKnows("archive", "backend", "config", "failure", "json");
    }

    @Test
    void repositories_know_no_feature() {
        onlyKnows("repository", "archive", "backend", "config", "failure");
    }

    /** It asks on the terminal, so it knows {@code cli}; that it knows no feature keeps it the one place for all of them. */
    @Test
    void the_guard_knows_no_feature() {
        onlyKnows("guard", "backend", "cli", "config", "failure");
    }

    @Test
    void a_feature_uses_no_other_but_those_that_it_stands_on() {
        var ports =
                new String[] {"guard", "repository", "archive", "backend", "cli", "config", "failure", "json", "yaml"};
        onlyKnows("backup", with(ports, "migrate.files", "migrate.history"));
        onlyKnows("clean", with(ports, "backup"));
        onlyKnows("restore", with(ports, "backup", "migrate"));
        onlyKnows("completion", with(ports, "backup"));
        onlyKnows("status", with(ports, "backup", "index", "migrate", "model", "schema", "seed"));
        onlyKnows("maintenance", with(ports, "backup", "index", "model"));
        onlyKnows("seed", with(ports, "clean", "backup", "model"));
        onlyKnows("migrate", with(ports, "backup"));
        onlyKnows("index", ports);
        onlyKnows("reset", with(ports, "backup", "clean", "index", "migrate", "model", "schema", "seed"));
        onlyKnows("init", with(ports, "index", "migrate", "model", "reset", "schema", "seed"));
        onlyKnows("model", ports);
        onlyKnows("schema", with(ports, "backup", "migrate", "model"));
    }

    @Test
    void every_feature_is_one_that_these_rules_know() {
        var packages = PROGRAM.stream()
                .map(it -> it.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[2])
                .distinct();
        assertThat(packages)
                .containsExactlyInAnyOrder(
                        "archive",
                        "backend",
                        "backup",
                        "clean",
                        "cli",
                        "completion",
                        "config",
                        "failure",
                        "guard",
                        "index",
                        "init",
                        "json",
                        "maintenance",
                        "migrate",
                        "model",
                        "repository",
                        "reset",
                        "restore",
                        "schema",
                        "seed",
                        "status",
                        "yaml");
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
    }

    /** The sub-packages of an engine or a feature. */
    private record Parts(String whole) {
        void onlyKnows(String part, String... others) {
            DescribedPredicate<JavaClass> known = resideInAPackage(whole + "." + part + "..");
            for (var other : others) {
                known = known.or(resideInAPackage(whole + "." + other + ".."));
            }
            holds(noClasses()
                    .that()
                    .resideInAPackage(whole + "." + part + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage(whole + "..").and(DescribedPredicate.not(known))));
        }

        void areAll(String... parts) {
            assertThat(PROGRAM.stream()
                            .map(JavaClass::getPackageName)
                            .filter(name -> name.startsWith(whole + "."))
                            .map(name -> name.substring(whole.length() + 1).replaceFirst("\\..*", ""))
                            .distinct())
                    .containsExactlyInAnyOrder(parts);
        }
    }

    private static void onlyKnows(String part, String... others) {
        var allowed = resideInAPackage("dev.seedbank." + part + "..");
        DescribedPredicate<JavaClass> known = allowed;
        for (var other : others) {
            known = known.or(resideInAPackage("dev.seedbank." + other + ".."));
        }
        holds(noClasses()
                .that(allowed)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.seedbank..").and(DescribedPredicate.not(known))));
    }

    /** A lambda or nested class counts as the class that it is written in. */
    private static DescribedPredicate<JavaClass> outermost(DescribedPredicate<? super JavaClass> predicate) {
        return DescribedPredicate.describe("in a class " + predicate.getDescription(), c -> {
            var outer = c;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return predicate.test(outer);
        });
    }

    /** A rule that looks at no class would hold for ever: that is a failure, too. */
    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(PROGRAM);
    }
}
