package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.failure.UsageFailure;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a folder of migrations, whichever tool's it is: see {@link Detection}. No format's files are ever written or changed. */
public final class MigrationFiles {
    private static final Comparator<Migration> ORDER = Comparator.comparing(
                    (Migration it) -> it.kind() == Kind.REPEATABLE)
            .thenComparing(it -> it.version().orElse(new Version("0")))
            .thenComparing(Migration::kind)
            .thenComparing(it -> it.kind() == Kind.REPEATABLE ? it.description() : "")
            .thenComparing(Migration::file);

    private static final Pattern SCRIPT = Pattern.compile(".*\\.(?:sql|ya?ml|json)");

    private static final int MOST_SHOWN = 5;

    private MigrationFiles() {}

    /**
     * All migrations of a folder. Every file is read to its end once, in constant memory; scripts are read again when they run.
     *
     * @param folder may be a link
     * @param shown the folder, as messages name it: {@code migrations}
     * @throws UsageFailure if there is no such folder, or it has a file that cannot be taken as it is
     * @throws dev.seedbank.failure.OperationFailed if a file cannot be read
     */
    public static MigrationFolder read(Path folder, String shown) {
        var files = Folder.list(folder, shown);
        return read(files, layout(files));
    }

    /** How the folder's files are named; each has its place there. */
    static Layout layout(Folder files) {
        var layout = Detection.layout(files);
        refuseCode(files, layout);
        refuseMisfits(files, layout);
        refuseFolders(files, layout);
        return layout;
    }

    static MigrationFolder read(Folder files, Layout layout) {
        var migrations = layout.read(files).stream().sorted(ORDER).toList();
        refuseTwice(files, migrations);
        return new MigrationFolder(files.shown(), layout.format(), migrations);
    }

    private static void refuseCode(Folder files, Layout layout) {
        for (var name : files.names()) {
            var language = Code.language(name).filter(it -> !layout.fits(name));
            if (language.isPresent()) {
                throw Fault.of(
                        files.shown(name),
                        "is a step written in %s; Seedbank runs SQL, YAML and JSON".formatted(language.get()),
                        "Write the step in one of them, or run it yourself and move the file out of %s."
                                .formatted(files.shown()));
            }
        }
    }

    private static void refuseMisfits(Folder files, Layout layout) {
        var misfits = files.names().stream().filter(name -> !layout.fits(name)).toList();
        if (misfits.isEmpty()) {
            return;
        }
        var fitting = files.names().stream().filter(layout::fits).findFirst();
        var shown = String.join(
                        ", ",
                        misfits.stream().limit(MOST_SHOWN).map(files::shown).toList())
                + (misfits.size() > MOST_SHOWN ? " and %d more".formatted(misfits.size() - MOST_SHOWN) : "");
        boolean one = misfits.size() == 1;
        var label = layout.format().label();
        var what = fitting.map(it ->
                        "%s not fit %s's format, which %s has".formatted(one ? "does" : "do", label, files.shown(it)))
                .orElse(one ? "is no migration" : "are no migrations");
        throw Fault.of(
                shown,
                what,
                "Name %s like %s, or move %s out of %s."
                        .formatted(one ? "it" : "them", layout.example(), one ? "it" : "them", files.shown()));
    }

    /** One where a script is expected would be left out without a word. */
    private static void refuseFolders(Folder files, Layout layout) {
        boolean migrations = layout instanceof FolderPerMigration;
        for (var name : files.folders()) {
            if (SCRIPT.matcher(name).matches() && (!migrations || layout.fits(name))) {
                throw Fault.of(
                        files.shown(name),
                        "is a folder, and named like a file with a migration",
                        "Rename it, or put the file there.");
            }
        }
    }

    private static void refuseTwice(Folder files, List<Migration> migrations) {
        for (int i = 1; i < migrations.size(); i++) {
            var one = migrations.get(i - 1);
            var other = migrations.get(i);
            if (one.kind() == other.kind() && one.version().equals(other.version())) {
                if (one.kind() != Kind.REPEATABLE) {
                    throw twice(
                            files,
                            one.file(),
                            other.file(),
                            "version " + one.version().orElseThrow());
                }
                if (one.description().equals(other.description())) {
                    throw twice(files, one.file(), other.file(), "the repeatable '%s'".formatted(one.description()));
                }
            }
        }
    }

    /** @param what both are */
    static UsageFailure twice(Folder files, String one, String other, String what) {
        return Fault.of(
                "%s and %s".formatted(files.shown(one), files.shown(other)),
                "are both %s".formatted(what),
                "Rename one of them.");
    }
}
