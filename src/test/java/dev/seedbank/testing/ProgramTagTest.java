package dev.seedbank.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/** The native binary is tested by the tests with the tag {@code program}: by all that start the program, then. */
class ProgramTagTest {
    @Test
    void tests_that_start_the_program_and_no_others_say_so() {
        var tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("dev.seedbank").stream()
                        .filter(test -> test.getSimpleName().endsWith("IT"))
                        .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        assertThat(tests.stream().filter(ProgramTagTest::startsProgram).map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(tests.stream()
                        .filter(ProgramTagTest::isTagged)
                        .map(JavaClass::getName)
                        .toList());
    }

    private static boolean startsProgram(JavaClass test) {
        Predicate<JavaClass> runner = it -> it.getName().equals(CliRunner.class.getName());
        return test.getTransitiveDependenciesFromSelf().stream()
                .anyMatch(dependency -> runner.test(dependency.getTargetClass()));
    }

    /** Two tags of a class are in the class file as one {@code Tags}. */
    private static boolean isTagged(JavaClass test) {
        var one = test.tryGetAnnotationOfType(Tag.class).stream();
        var several = test.tryGetAnnotationOfType(Tags.class).stream().flatMap(tags -> Stream.of(tags.value()));
        return Stream.concat(one, several).anyMatch(tag -> tag.value().equals("program"));
    }
}
