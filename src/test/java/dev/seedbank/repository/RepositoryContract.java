package dev.seedbank.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.ArchiveWriter;
import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rest of the program relies on, wherever backups lie: said through the port alone. Each kind of place has one subclass. */
public abstract class RepositoryContract {
    private static final Instant FIRST = Instant.parse("2026-01-28T10:30:00.123Z");
    private static final Instant SECOND = FIRST.plusSeconds(60);

    @TempDir
    Path folder;

    private BackupRepository repository;

    /** @param folder empty, and there */
    protected abstract BackupRepository create(Path folder);

    @BeforeEach
    void setUp() {
        repository = create(folder);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_draft_is_no_backup_before_it_is_published(Layout layout) throws IOException {
        try (var draft = repository.draft("one", FIRST, layout)) {
            fill(draft, layout, Optional.empty());
            assertThat(repository.list()).isEmpty();
            assertThat(repository.names()).isEmpty();
            assertThat(repository.find("one")).isEmpty();
            var name = draft.publish().name();
            assertThat(repository.names()).containsExactly(name);
        }
        assertThat(repository.names()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_draft_that_is_given_up_leaves_nothing(Layout layout) throws IOException {
        try (var draft = repository.draft("one", FIRST, layout)) {
            fill(draft, layout, Optional.empty());
        }
        assertThat(repository.list()).isEmpty();
        assertThat(repository.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void what_is_published_is_listed_and_opened(Layout layout) throws IOException {
        var name = publish("one", FIRST, layout);
        assertThat(name).startsWith("one-2026-01-28T10-30-00");
        assertThat(summaries()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo(name);
            assertThat(found.createdAt()).isEqualTo(FIRST);
            assertThat(found.bytes()).isEqualTo(find(name).bytes()).isPositive();
            assertThat(found.damaged()).isFalse();
            assertThat(found.safety()).isFalse();
        });
        assertThat(find(name).layout()).isEqualTo(layout);
        assertThat(find(name).open().name()).isEqualTo(name);
        assertThat(find(name).open().manifest().createdAt()).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_name_is_given_once(Layout layout) throws IOException {
        var names =
                List.of(publish("one", FIRST, layout), publish("one", FIRST, layout), publish("one", FIRST, layout));
        assertThat(names).doesNotHaveDuplicates();
        assertThat(repository.names()).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void the_latest_is_the_first_and_a_safety_backup_is_seen_to_be_one(Layout layout) throws IOException {
        var old = publish("b", FIRST, layout);
        var young = publish("a", SECOND, layout);
        String safety;
        try (var draft = repository.draft("c", SECOND.plusSeconds(60), layout)) {
            fill(draft, layout, Optional.of(new Safety("seedbank clean", SECOND, "1")));
            safety = draft.publish().name();
        }
        assertThat(repository.names()).containsExactly(safety, young, old);
        assertThat(summaries())
                .filteredOn(BackupSummary::safety)
                .singleElement()
                .satisfies(found -> assertThat(found.name()).isEqualTo(safety));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void it_is_one_whichever_way_it_is_named(Layout layout) throws IOException {
        var found = find(publish("one", FIRST, layout));
        var again = find(found.place());
        assertThat(again.name()).isEqualTo(found.name());
        assertThat(again.identity()).isEqualTo(found.identity());
        assertThat(found.isLink()).isFalse();
        assertThat(find(publish("two", FIRST, layout)).identity()).isNotEqualTo(found.identity());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void what_is_deleted_is_no_backup_any_more(Layout layout) throws IOException {
        var kept = publish("kept", FIRST, layout);
        var gone = publish("gone", FIRST, layout);
        repository.delete(gone);
        assertThat(repository.names()).containsExactly(kept);
        assertThat(repository.list()).extracting(StoredBackup::name).containsExactly(kept);
        assertThatThrownBy(() -> repository.delete(gone))
                .isInstanceOfSatisfying(UsageFailure.class, RepositoryContract::isNotFound);
        assertThat(find(kept).open().name()).isEqualTo(kept);
    }

    @Test
    void one_that_cannot_be_read_is_listed_as_damaged_and_not_opened() throws IOException {
        try (var draft = repository.draft("bad", FIRST, Layout.DIRECTORY)) {
            try (var out = draft.create("metadata.json")) {
                out.write("{\"seedbankFormat\": 1".getBytes(StandardCharsets.UTF_8));
            }
            draft.publish();
        }
        assertThat(summaries()).singleElement().satisfies(found -> {
            assertThat(found.damaged()).isTrue();
            assertThat(found.content()).isEmpty();
        });
        assertThatThrownBy(() -> repository.list().getFirst().open())
                .isInstanceOfSatisfying(
                        OperationFailed.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED));
    }

    @Test
    void commands_are_logged_the_newest_first_from_before_they_change_anything() throws IOException {
        var log = repository.commands();
        assertThat(log.list()).isEmpty();
        for (var command : List.of("seedbank clean", "seedbank restore")) {
            var invocation = new Invocation(command, FIRST, "dev", "development", Optional.empty(), Optional.empty());
            var store = new LoggedCommand.LoggedStore(
                    "main", new DatabaseIdentity("1/2", "host:1", "shop"), LoggedCommand.Change.NONE, "");
            try (var entry = log.begin(invocation, List.of(store))) {
                assertThat(log.list().getFirst()).isEqualTo(entry.command());
                assertThat(entry.command().ending()).isEqualTo(Ending.RUNNING);
                entry.write(entry.command().with(Ending.DONE));
            }
        }
        assertThat(log.list())
                .extracting(it -> it.invocation().command())
                .containsExactly("seedbank restore", "seedbank clean");
        assertThat(log.list()).extracting(LoggedCommand::ending).containsOnly(Ending.DONE);
        log.remove(log.list().getFirst().id());
        assertThat(log.list()).hasSize(1);
    }

    private List<BackupSummary> summaries() throws IOException {
        var summaries = new ArrayList<BackupSummary>();
        for (var backup : repository.list()) {
            summaries.add(BackupSummary.of(backup));
        }
        return summaries;
    }

    private StoredBackup find(String name) throws IOException {
        return repository.find(name).orElseThrow();
    }

    private static void isNotFound(UsageFailure failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private String publish(String prefix, Instant time, Layout layout) throws IOException {
        try (var draft = repository.draft(prefix, time, layout)) {
            fill(draft, time, layout, Optional.empty());
            return draft.publish().name();
        }
    }

    private static void fill(BackupRepository.Draft draft, Layout layout, Optional<Safety> safety) throws IOException {
        fill(draft, FIRST, layout, safety);
    }

    private static void fill(BackupRepository.Draft draft, Instant time, Layout layout, Optional<Safety> safety)
            throws IOException {
        try (var writer = ArchiveWriter.of(layout, draft, time, 1)) {
            writer.finish(
                    new Manifest(time, "1", "dev", "development", layout, true, List.of(), safety, Optional.empty()));
        }
    }
}
