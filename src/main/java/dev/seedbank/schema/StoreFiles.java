package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.Project;
import java.nio.file.Path;
import java.util.List;

/** The files that declare a store's structure: which they are depends on its engine. */
sealed interface StoreFiles permits SchemaFiles, CollectionFiles {
    static StoreFiles of(Project project, String store) {
        return SchemaStores.hasDocuments(project, store) ? CollectionFiles.of(project) : SchemaFiles.of(project);
    }

    /** Whether no other store of the project could have the same migrations. */
    boolean isAlone();

    boolean isDeclared(String store);

    /**
     * Never none.
     *
     * @throws dev.seedbank.failure.UsageFailure if there are none, one cannot be read, or it cannot be told which store's they are
     */
    List<SchemaFile> of(String store);

    /** The store's folder, or the first of them, as the user knows it. */
    String shown(String store);

    /** The paths of files that are there, as the user knows them; without those that {@code pull} never writes. */
    List<String> names(String store);

    /** Those that say what {@code pull} does not write. */
    List<SchemaFile> models(String store);

    /** For messages, with a verb: {@code schema/ declares}. */
    String declares();

    /** What they are called by programs. */
    String word();

    /** Where all files of a {@code pull} go, each into another file on every system. */
    List<Target> targets(String store, List<SchemaFile> pulled);

    /** @param shown the file as the user knows it */
    record Target(Path path, String shown, String text) {}
}
