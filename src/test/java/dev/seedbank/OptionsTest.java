package dev.seedbank;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.seedbank.testing.CommandOption;
import dev.seedbank.testing.OptionTest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An option that no test gives to the program may do nothing, and nobody would know. */
class OptionsTest {
    @Test
    void each_option_of_each_command_is_proved_by_a_test_that_fails_without_it() {
        var missing = new TreeSet<>(CommandOption.all());
        missing.removeAll(proved());
        assertThat(missing).as("""
                        options that no test proves.

                        Write @OptionTest("%s") in the place of @Test above one method of a class *IT, such as RestoreOptionsIT.
                        The method runs the program with that option and asserts what the option changes. It runs once more without
                        the option, and has to fail then: let it show this one thing. A @ParameterizedTest cannot be an @OptionTest, too.
                        """, missing.stream().findFirst().orElse("")).isEmpty();
    }

    @Test
    void tests_name_options_that_exist() {
        assertThat(CommandOption.all())
                .as("options by the names that help shows; an @OptionTest names one that is not among them")
                .containsAll(proved());
    }

    /** A command or option that nobody finds would make the comparison hold for nothing. */
    @Test
    void the_options_are_found() {
        assertThat(CommandOption.all())
                .contains("--profile", "--help", "backup --name", "backup delete --confirm", "restore --rename")
                .doesNotContain("backup --confirm", "backup --profile")
                .hasSizeGreaterThan(40);
    }

    private static Set<String> proved() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("dev.seedbank").stream()
                        .filter(type -> type.getSimpleName().endsWith("IT"))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(OptionTest.class))
                        .flatMap(method -> Arrays.stream(
                                method.getAnnotationOfType(OptionTest.class).value()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
