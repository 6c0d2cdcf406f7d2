package dev.seedbank;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind a port passes that port's suite: beside each implementation is a subclass of it. */
class ContractsTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.seedbank");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seedbank");

    @ParameterizedTest
    @CsvSource({
        "dev.seedbank.backend.Backend, dev.seedbank.backend.BackendContract",
        "dev.seedbank.repository.BackupRepository, dev.seedbank.repository.RepositoryContract"
    })
    void each_implementation_passes_the_suite_of_its_port(String port, String suite) {
        assertThat(packages(ALL, suite))
                .as("the packages with a subclass of %s, and those with a %s", suite, port)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(packages(MAIN, port));
    }

    private static List<String> packages(JavaClasses classes, String type) {
        return classes.stream()
                .filter(it -> it.isAssignableTo(type) && !it.getName().equals(type))
                .filter(it -> !it.isInterface() && !it.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getPackageName)
                .toList();
    }
}
