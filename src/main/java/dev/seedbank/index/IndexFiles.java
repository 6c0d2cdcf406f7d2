package dev.seedbank.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexDeclarations;
import dev.seedbank.config.DeclaredFiles;
import dev.seedbank.config.Project;
import dev.seedbank.config.TextFile;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.util.List;

/** The project's {@code indexes/*.yaml}, one file for each collection. */
final class IndexFiles {
    static final String FOLDER = "indexes";
    static final String SUFFIX = ".yaml";

    private IndexFiles() {}

    static DeclaredFiles files(Project project) {
        return new DeclaredFiles(project, FOLDER, SUFFIX);
    }

    /** @throws UsageFailure naming file and line, if one is not as it should be, or two speak of the same collection */
    static List<IndexDeclaration> of(Project project, String store) {
        var declarations = files(project).of(store).stream()
                .map(file -> IndexDeclarations.read(file.shown(), file.name(), text(file)))
                .toList();
        IndexDeclarations.refuseDoubles(declarations);
        return declarations;
    }

    private static String text(DeclaredFiles.File file) {
        try {
            return TextFile.read(file.path(), file.shown());
        } catch (IOException e) {
            throw new OperationFailed(
                    "%s cannot be read: %s".formatted(file.shown(), e.getMessage()), "Check its permissions.", e);
        }
    }
}
