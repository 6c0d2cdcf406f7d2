package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.ForeignTables;
import dev.seedbank.backend.postgres.migrate.PostgresHistory;
import dev.seedbank.backend.postgres.schema.plan.PlanMaker;
import dev.seedbank.backend.postgres.schema.plan.Rows;
import dev.seedbank.backend.postgres.schema.plan.Scope;
import dev.seedbank.backend.postgres.schema.scratch.DeclaredFiles;
import dev.seedbank.backend.postgres.schema.scratch.PulledFiles;
import dev.seedbank.backend.postgres.schema.scratch.SchemaArea;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.backend.schema.StructureBasis;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans for one database. */
public final class PostgresSchemaDesigner implements SchemaDesigner {
    private final Session store;
    private final Schemas schemas;
    private final Supplier<SchemaArea> areas;
    private final Function<Scratch, Session> replays;
    private volatile @Nullable SchemaArea area;
    /** What the last plan from the store compared; null if it was not compared. */
    private @Nullable Scope compared;

    /**
     * @param store its own from now on, in no transaction
     * @param areas opens one, when it is needed; it is closed with this
     * @param replays opens a session in a scratch database
     */
    public PostgresSchemaDesigner(
            Session store, Schemas schemas, Supplier<SchemaArea> areas, Function<Scratch, Session> replays) {
        this.store = store;
        this.schemas = schemas;
        this.areas = areas;
        this.replays = replays;
    }

    /** A structure as it was read, before anything is left out of it. */
    private record Read(StructureSet structure, List<SchemaFile> files, List<String> notes) {
        Read(StructureSet structure, List<SchemaFile> files) {
            this(structure, files, List.of());
        }
    }

    @Override
    public SchemaPlan plan(SchemaState from, SchemaState to, SchemaPlan.Answers answers) {
        compared = null;
        store.begin("isolation level repeatable read read only");
        try {
            store.run("set local row_security = off"); // an error is better than rows that are not seen
            var begin = read(from);
            var known = from instanceof SchemaState.Live && to instanceof SchemaState.Declared(var declared)
                    ? notes().of(declared)
                            .filter(it -> it.isOf(Fingerprint.of(begin.structure)))
                            .filter(it -> memory().of(new StructureBasis.Declared(declared))
                                    .isPresent())
                    : Optional.<DeclaredNotes.Note>empty();
            if (known.isPresent()) {
                return known.get().plan();
            }
            var end = read(to);
            var files = new ArrayList<>(begin.files);
            files.addAll(end.files);
            boolean live = from instanceof SchemaState.Live;
            // files that declare nothing in a schema, but an extension for one, do not say that all is to go
            var main =
                    live && to instanceof SchemaState.Declared ? Optional.<String>empty() : Optional.of(schemas.main());
            var hints = Hints.of(DeclaredFiles.hints(files), schemas.main(), store);
            var scope = Scope.of(declared(from, begin, to, end), main, ignored());
            var renames = new ArrayList<>(hints.renames());
            renames.addAll(answers.renamed());
            compared = live ? scope : null;
            var rows = new LiveRows(store);
            var maker = new PlanMaker(
                    this::clear,
                    scope,
                    live ? rows : Rows.UNKNOWN,
                    renames,
                    answers.dropped(),
                    hints.using(),
                    hints.backfill());
            var made = maker.make(begin.structure, end.structure);
            var finishing = new Finishing(store, scope, rows, live);
            var notes = new ArrayList<>(end.notes);
            if (to instanceof SchemaState.Declared) {
                notes.addAll(hints.strangers(end.structure));
            }
            return finishing.finish(made.noting(notes), begin.structure);
        } finally {
            store.rollback();
        }
    }

    @Override
    public void remember(SchemaState as, SchemaPlan plan) {
        var scope = compared;
        if (plan.isEmpty() && as instanceof SchemaState.Declared(var files)) {
            notes().add(files, plan);
        }
        if (scope != null && plan.steps().stream().allMatch(PostgresSchemaDesigner::isOfIndex)) {
            memory().add(() -> basis(as), plan.fingerprint(), scope, plan.isEmpty());
        }
    }

    private static boolean isOfIndex(SchemaStep step) {
        return step.object().startsWith(StructureKind.INDEX.words() + " ");
    }

    private StructureBasis basis(SchemaState as) {
        return as instanceof SchemaState.Declared(var files)
                ? new StructureBasis.Declared(files)
                : new StructureBasis.Migrated(new PostgresHistory(store).entries());
    }

    private DeclaredNotes notes() {
        return new DeclaredNotes(store, schemas.main());
    }

    private StructureMemory memory() {
        return new StructureMemory(store, schemas);
    }

    private Session clear() {
        return cleared().session();
    }

    private SchemaArea cleared() {
        var open = area;
        if (open == null) {
            open = areas.get();
            area = open;
        }
        open.clear();
        return open;
    }

    /** Whose schemas count: those of the files, or of the migrations. */
    private static StructureSet declared(SchemaState from, Read begin, SchemaState to, Read end) {
        boolean fromFiles = (from instanceof SchemaState.Declared && !(to instanceof SchemaState.Declared))
                || (from instanceof SchemaState.Replayed && to instanceof SchemaState.Live);
        return fromFiles ? begin.structure : end.structure;
    }

    private Read read(SchemaState state) {
        return switch (state) {
            case SchemaState.Live() -> new Read(PlanMaker.read(store), List.of());
            case SchemaState.Declared(var files) -> {
                var cleared = cleared();
                DeclaredFiles.load(cleared, files);
                var structure = PlanMaker.read(cleared.session());
                yield new Read(structure, files, secrets(cleared.session(), structure));
            }
            case SchemaState.Replayed(var scratch) -> {
                try (var session = replays.apply(scratch)) {
                    session.begin("isolation level repeatable read read only");
                    yield new Read(PlanMaker.read(session), List.of());
                }
            }
        };
    }

    private static List<String> secrets(Session session, StructureSet declared) {
        try {
            return PostgresStructure.withSecrets(session.connection()).stream()
                    .filter(declared::has)
                    .map(it -> it.words()
                            + ": options that may be secret are not read from files; set them in the database")
                    .sorted()
                    .toList();
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
    }

    private Set<String> ignored() {
        return new ForeignTables(store, new Schemas(List.of())).names();
    }

    @Override
    public String fingerprint() {
        return fingerprint(store);
    }

    static String fingerprint(Session session) {
        session.begin("isolation level repeatable read read only");
        try {
            return Fingerprint.of(PlanMaker.read(session));
        } finally {
            session.rollback();
        }
    }

    @Override
    public List<SchemaFile> pull(List<SchemaFile> declared) {
        store.begin("isolation level repeatable read read only");
        try {
            var live = PostgresStructure.parts(store.connection(), schemas);
            return PulledFiles.of(live.objects(), live.store(), ignored());
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        } finally {
            store.rollback();
        }
    }

    @Override
    public void abort() {
        store.abort();
        var open = area;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void close() {
        try (store) {
            var open = area;
            if (open != null) {
                open.close();
            }
        }
    }
}
