package dev.seedbank.init;

import dev.seedbank.cli.Report;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a {@code seedbank.yaml} for a project that has none, and a seed file to start from. Overwrites nothing; where it may not
 * write, as in the image of an application, it says so and goes on. A full disk is a failure; what comes after is done all the same.
 *
 * @param example whether a seed file is wanted
 */
record SettingsStep(boolean example) implements Step {
    private static final String SEEDS = "seeds";

    @Override
    public Report plan(Targets targets) {
        try {
            return SettingsResult.planned(files(targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Report run(Targets targets, Permit permit) throws IOException {
        var folder = targets.project().folder();
        if (!Files.isWritable(folder)) {
            return SettingsResult.notWritten(Project.FILE, "the folder is read-only");
        }
        var done = new ArrayList<NewFile>();
        for (var file : files(targets)) {
            try {
                write(folder.resolve(file.path()), file.text());
                done.add(file);
            } catch (FileAlreadyExistsException e) {
                // another init, at the same time
            } catch (AccessDeniedException | NoSuchFileException e) { // as /proc says that it takes no files
                return SettingsResult.notWritten(file.path(), "the folder is read-only");
            } catch (IOException e) {
                return SettingsResult.failed(done, file.path(), e);
            }
        }
        return SettingsResult.written(done);
    }

    private List<NewFile> files(Targets targets) throws IOException {
        var project = targets.project();
        var opened = targets.stores().stream()
                .collect(Collectors.toMap(it -> it.settings().name(), it -> it));
        var files = new ArrayList<NewFile>();
        files.add(
                new NewFile(Project.FILE, SettingsText.of(project.variableStores(), opened), "settings to start from"));
        example(targets).ifPresent(files::add);
        return files;
    }

    /** The seed file to start from; empty if none is written. */
    Optional<NewFile> example(Targets targets) throws IOException {
        var project = targets.project();
        // What production holds stays there.
        boolean development = project.profile().environment() == Environment.DEVELOPMENT;
        if (!example || !development || Files.exists(project.folder().resolve(SEEDS))) {
            return Optional.empty();
        }
        return ExampleSeed.of(targets.stores())
                .map(it -> new NewFile(SEEDS + "/" + it.file(), it.text(), "an example, rows of " + it.collection()));
    }

    /** All of it or nothing: what is half written would be found by the next command. */
    private static void write(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        var draft = Files.createTempFile(path.getParent(), ".seedbank-", ".tmp");
        try {
            Files.writeString(draft, text);
            draft.toFile().setReadable(true, false);
            Files.move(draft, path); // not over one that is there
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
