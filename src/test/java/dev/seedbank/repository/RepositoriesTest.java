package dev.seedbank.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.config.BackupLocation;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.repository.local.LocalRepositoryFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kind of place a location is. */
class RepositoriesTest {
    @TempDir
    Path folder;

    private final Repositories repositories = new Repositories(List.of(new LocalRepositoryFactory()));

    @Test
    void a_path_without_a_scheme_is_a_folder() throws IOException {
        assertThat(place("of-ours")).isEqualTo(folder.resolve("of-ours").toString());
        assertThat(place("/var/backups")).isEqualTo("/var/backups");
        assertThat(place("c:/backups")).isEqualTo(folder.resolve("c:/backups").toString());
    }

    @Test
    void so_is_a_url_of_a_file() throws IOException {
        assertThat(place("file:///var/back%20ups")).isEqualTo("/var/back ups");
        assertThat(place("file:/var/back%20ups")).isEqualTo("/var/back ups");
        assertThat(place("FILE:///var/backups")).isEqualTo("/var/backups");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://host/backups", "file://backups", "file:///a%ZZ"})
    void a_url_that_is_no_path_is_refused(String url) {
        assertThatThrownBy(() -> place(url))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seedbank.yaml:1: 'seedbank.backups.directory': '%s' is not the URL of a folder", url);
    }

    @Test
    void a_scheme_that_there_is_none_for_is_refused_with_the_setting_and_those_there_are() {
        assertThatThrownBy(() -> place("S3://key:secret@bucket/backups"))
                .isInstanceOfSatisfying(UsageFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(failure.advice()).isEqualTo("Known: file. A path without a scheme is a folder.");
                })
                .hasMessage("seedbank.yaml:1: 'seedbank.backups.directory': the URL scheme 's3' is not supported");
    }

    @Test
    void what_is_said_of_a_location_holds_no_password() throws IOException {
        assertThat(location("s3://key:secret@bucket/backups").toString())
                .contains("bucket/backups")
                .doesNotContain("secret");
    }

    private String place(String text) throws IOException {
        return repositories.open(location(text)).place();
    }

    private BackupLocation location(String text) throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), "seedbank: {backups: {directory: '%s'}}\n".formatted(text));
        return Project.read(folder, Optional.empty(), Optional.of("dev"), Map.of())
                .backups()
                .location();
    }
}
