package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that declare something for one collection each, such as its indexes or its model. The project's only store has them in
 * the folder itself; of several stores each has a folder of its name there.
 */
public final class DeclaredFiles {
    private final Project project;
    private final String folder;
    private final String suffix;

    /**
     * @param folder in the project's, such as {@code indexes}
     * @param suffix of its files, with the dot
     */
    public DeclaredFiles(Project project, String folder, String suffix) {
        this.project = project;
        this.folder = folder;
        this.suffix = suffix;
    }

    /**
     * One of them.
     *
     * @param shown as the user knows it: {@code indexes/users.yaml}
     * @param name of the file without its suffix: the collection's, unless the file says otherwise
     */
    public record File(Path path, String shown, String name) {}

    /** Where the store's files are, or would be. */
    public Path folder(String store) {
        var root = project.folder().resolve(folder);
        return isAlone() && !Files.isDirectory(root.resolve(store)) ? root : root.resolve(store);
    }

    /** Its folder as the user knows it: {@code indexes} or {@code indexes/main}. */
    public String shown(String store) {
        return folder(store).equals(project.folder().resolve(folder)) ? folder : folder + "/" + store;
    }

    /** Whether the project has any for this store, or some that {@link #of} would refuse; reads no file. */
    public boolean isDeclared(String store) {
        return Files.isDirectory(folder(store)) || !shared().isEmpty();
    }

    /** Those that could be any store's. */
    private List<File> shared() {
        return isAlone() ? List.of() : list(project.folder().resolve(folder), folder);
    }

    /**
     * The store's files by name; none if there is no such folder.
     *
     * @throws UsageFailure if the project has several stores and files that are in no store's folder
     */
    public List<File> of(String store) {
        shared().stream().findFirst().ifPresent(this::refuseShared);
        return list(folder(store), shown(store));
    }

    private boolean isAlone() {
        return project.storeNames().size() == 1;
    }

    private List<File> list(Path directory, String shown) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(this::isOne)
                    .sorted()
                    .map(path -> file(path, shown))
                    .toList();
        } catch (IOException e) {
            throw new OperationFailed(
                    "The folder %s cannot be read: %s".formatted(shown, e.getMessage()), "Check its permissions.");
        }
    }

    private boolean isOne(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(suffix) && !name.startsWith(".") && Files.isRegularFile(path);
    }

    private File file(Path path, String shown) {
        var name = path.getFileName().toString();
        return new File(path, shown + "/" + name, name.substring(0, name.length() - suffix.length()));
    }

    private void refuseShared(File one) {
        throw new UsageFailure(
                ErrorCode.SETTINGS,
                "%s: with several stores, each has a folder of its own".formatted(one.shown()),
                "Move it to %s/STORE/, where STORE is one of: %s"
                        .formatted(folder, String.join(", ", project.storeNames())),
                null);
    }
}
