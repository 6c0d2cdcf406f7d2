package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which backup a name means. */
class BackupSearchTest extends BackupsOfMemory {
    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void the_latest_is_one_that_no_command_took_for_safety(String layout) throws IOException {
        run(layout, "b");
        var young = run(layout, "b").name();
        var safety = new Safety("seedbank clean", NOW, "1");
        run(
                layout,
                new BackupRequest(
                        "c", List.of(), ConsistencyMode.AUTO, true, Optional.of(safety), SensitiveFields.NONE));
        assertThat(open("latest").name()).isEqualTo(young);
        assertThat(search().list().getFirst().safety()).isTrue();
    }

    @Test
    void the_beginning_of_a_name_will_do_where_no_other_begins_so() throws IOException {
        assertNotFound("latest", "There is no backup in ");
        assertNotFound("weekly", "No backup 'weekly': there are none in ");
        var early = run("directory", "nightly").name();
        run("directory", "release");
        run("directory", "release");
        assertThat(open("night").name()).isEqualTo(early);
        assertNotFound("release", "2 backups begin with 'release'");
        assertNotFound("weekly", "No backup 'weekly'. Latest: ");
        assertNotFound("", "No backup ''. Latest: ");
    }

    private void assertNotFound(String typed, String message) {
        assertThatThrownBy(() -> open(typed))
                .isInstanceOfSatisfying(
                        UsageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageStartingWith(message);
    }

    private BackupSearch search() throws IOException {
        return new BackupSearch(backups.repository(project("directory")));
    }
}
