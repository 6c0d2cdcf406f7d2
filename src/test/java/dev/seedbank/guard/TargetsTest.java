package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Backends;
import dev.seedbank.cli.CliAccess;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.testing.FakeTerminal;
import dev.seedbank.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores are open, and can be cut, exactly as long as their targets are. */
class TargetsTest {
    @TempDir
    Path folder;

    private final MemoryStore.Data data = new MemoryStore.Data();
    private final Interrupts interrupts = new Interrupts(FakeTerminal.absent());

    @Test
    void an_interruption_cuts_what_is_open() throws IOException {
        var targets = open();

        CliAccess.interrupt(interrupts);

        assertThat(data.aborted).isEqualTo(2);
        targets.close();
    }

    @Test
    void an_interruption_leaves_alone_what_is_closed() throws IOException {
        open().close();

        CliAccess.interrupt(interrupts);

        assertThat(data.closed).isEqualTo(2);
        assertThat(data.aborted).isZero();
    }

    @Test
    void a_store_that_cannot_be_closed_keeps_no_other_open() throws IOException {
        data.failingClose = new IllegalStateException("the server is gone");

        assertThatThrownBy(open()::close).isSameAs(data.failingClose);

        assertThat(data.closed).isEqualTo(2);
        CliAccess.interrupt(interrupts);
        assertThat(data.aborted).isZero();
    }

    private Targets open() throws IOException {
        Files.writeString(
                folder.resolve("seedbank.yaml"),
                "seedbank: {stores: {main: {url: 'memory://host/a'}, content: {url: 'memory://host/b'}}}\n");
        var project = Project.read(folder, Optional.empty(), Optional.of("dev"), Map.of());
        var guard = new Guard(new Backends(List.of(MemoryStore.backend(data))), FakeTerminal.absent(), interrupts);
        return guard.open(Action.STATUS, project, List.of(), Consent.NONE, Progress.silent());
    }
}
