package dev.seedbank.schema;

import dev.seedbank.archive.FileNames;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.DeclaredFiles;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.model.ModelValidators;
import dev.seedbank.yaml.YamlWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What declares a database of documents: {@code collections/*.yaml} and {@code indexes/*.yaml}, one file for each collection, and the
 * validators that {@code models/*.json} make. The project's only store has them in these folders, each of several in a folder of its
 * own in them.
 */
final class CollectionFiles implements StoreFiles {
    static final String FOLDER = "collections";

    private static final String INDEXES = "indexes";
    private static final String SUFFIX = ".yaml";

    private final Project project;
    private final DeclaredFiles collections;
    private final DeclaredFiles indexes;

    private CollectionFiles(Project project) {
        this.project = project;
        this.collections = new DeclaredFiles(project, FOLDER, SUFFIX);
        this.indexes = new DeclaredFiles(project, INDEXES, SUFFIX);
    }

    static CollectionFiles of(Project project) {
        return new CollectionFiles(project);
    }

    @Override
    public boolean isAlone() {
        return SchemaStores.withDocuments(project).size() == 1;
    }

    @Override
    public boolean isDeclared(String store) {
        return has(collections, store) || has(indexes, store) || ModelValidators.areFor(project, store);
    }

    /** A folder of this name may be a program's own. */
    private static boolean has(DeclaredFiles files, String store) {
        return files.isDeclared(store) && !files.of(store).isEmpty();
    }

    @Override
    public List<SchemaFile> of(String store) {
        if (!isDeclared(store)) {
            throw new UsageFailure(
                    "Nothing declares the structure of '%s': there are no files in %s/, %s/ or models/"
                            .formatted(store, shown(store), indexes.shown(store)),
                    "To write them from the database as it is: seedbank pull");
        }
        var files = new ArrayList<SchemaFile>();
        written(store).map(it -> SchemaFiles.read(it.path(), it.shown())).forEach(files::add);
        files.addAll(models(store));
        return files;
    }

    @Override
    public List<SchemaFile> models(String store) {
        return ModelValidators.areFor(project, store) ? ModelValidators.of(project, store) : List.of();
    }

    private Stream<DeclaredFiles.File> written(String store) {
        return Stream.of(collections, indexes).filter(it -> has(it, store)).flatMap(it -> it.of(store).stream());
    }

    @Override
    public String shown(String store) {
        return collections.shown(store);
    }

    @Override
    public List<String> names(String store) {
        return written(store).map(DeclaredFiles.File::shown).toList();
    }

    @Override
    public String declares() {
        return "its files declare";
    }

    @Override
    public String word() {
        return "files";
    }

    @Override
    public List<Target> targets(String store, List<SchemaFile> pulled) {
        var files = FileNames.encodeAll(
                pulled.stream().map(CollectionFiles::collection).toList());
        return pulled.stream()
                .map(it -> target(store, it, files.getOrDefault(collection(it), collection(it))))
                .toList();
    }

    private static String collection(SchemaFile pulled) {
        var name = pulled.name();
        return name.substring(name.indexOf('/') + 1, name.length() - SUFFIX.length());
    }

    /** @param file its name, which may not be the collection's */
    private Target target(String store, SchemaFile pulled, String file) {
        var files = pulled.name().startsWith(FOLDER + "/") ? collections : indexes;
        var name = collection(pulled);
        boolean said = file.equals(name) || pulled.text().startsWith("collection: ");
        return new Target(
                files.folder(store).resolve(file + SUFFIX),
                files.shown(store) + "/" + file + SUFFIX,
                said ? pulled.text() : "collection: %s\n%s".formatted(YamlWord.quoted(name), pulled.text()));
    }
}
