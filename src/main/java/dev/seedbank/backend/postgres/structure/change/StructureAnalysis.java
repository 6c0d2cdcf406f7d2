package dev.seedbank.backend.postgres.structure.change;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Item;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.postgres.structure.script.BackupStructure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A backup's structure beside the database's, and what a restore makes of the two. */
public final class StructureAnalysis {
    public static final String TABLE_ITSELF = "its columns or checks";

    private final LoadRequest request;
    private final BackupStructure backup;
    private final LiveStructure live;
    private final Schemas schemas;
    private final StructureComparison comparison;
    private final List<SequenceValue> renamedSequences;
    private final Set<StructureId> foreign;

    /** @param foreign what this role may not drop, as far as that matters */
    private StructureAnalysis(
            LoadRequest request,
            BackupStructure backup,
            LiveStructure live,
            Schemas schemas,
            int major,
            List<SequenceValue> renamedSequences,
            Set<StructureId> foreign) {
        this.request = request;
        this.foreign = Set.copyOf(foreign);
        this.renamedSequences = renamedSequences;
        this.backup = backup;
        this.live = live;
        this.schemas = schemas;
        this.comparison = major != backup.major()
                ? StructureComparison.BETWEEN_VERSIONS
                : request.options().recreate() == Recreate.EVERYTHING
                        ? StructureComparison.STRICT
                        : StructureComparison.LOOSE;
    }

    /** Reads inside the current transaction. */
    public static StructureAnalysis read(Session session, Schemas schemas, LoadRequest request) {
        try {
            var live = PostgresStructure.live(session.connection(), schemas);
            var backup = BackupStructure.of(request.structure().text());
            var rename = rename(session, request, backup.objects(), live.objects());
            int major = session.connection().getMetaData().getDatabaseMajorVersion();
            return new StructureAnalysis(
                    request,
                    new BackupStructure(rename.objects(), backup.major(), backup.kinds()),
                    live,
                    schemas,
                    major,
                    rename.sequences(request.sequences()),
                    request.options().recreate() == Recreate.EMPTY ? foreign(session) : Set.of());
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
    }

    /** What an administrator made for this role, and no migration can make again. */
    private static Set<StructureId> foreign(Session session) {
        return Set.copyOf(
                session.query("""
                select 'SCHEMA', quote_ident(nspname) from pg_namespace where not pg_has_role(nspowner, 'USAGE')
                union all select 'EXTENSION', quote_ident(extname) from pg_extension where not pg_has_role(extowner, 'USAGE')""", row -> new StructureId(StructureKind.valueOf(row.getString(1)), row.getString(2))));
    }

    /** What the backup's tables that get other names need, so that they can be created beside those that are there. */
    private static StructureRename rename(
            Session session, LoadRequest request, StructureSet backup, StructureSet live) {
        var items = request.items().stream()
                .filter(item -> !item.source().name().equals(item.target().name())
                        && item.source().namespace().equals(item.target().namespace()))
                .toList();
        var taken = new HashSet<List<String>>();
        if (!items.isEmpty()) {
            session.query(
                            "select nspname, relname from pg_class c join pg_namespace n on n.oid = relnamespace",
                            row -> List.of(row.getString(1), row.getString(2)))
                    .forEach(taken::add);
        }
        items.forEach(item ->
                live.relation(item.target()).ifPresent(id -> taken.removeAll(StructureRename.relations(live, id))));
        var rename = new StructureRename(
                backup,
                taken,
                name -> session.first("select quote_ident(?)", row -> row.getString(1), name)
                        .orElseThrow());
        for (var item : items) {
            backup.relation(item.source())
                    .filter(id -> StructureRename.isPossible(backup, id))
                    .ifPresent(id -> rename.add(id, item.target().name()));
        }
        return rename;
    }

    /** Those of the backup, and those that renamed tables bring under other names. */
    public List<SequenceValue> sequences() {
        return Stream.concat(request.sequences().stream(), renamedSequences.stream())
                .toList();
    }

    public StructureComparison comparison() {
        return comparison;
    }

    /** Whether the backup can make this table. */
    public boolean canCreate(Collection table) {
        return table(table).filter(backup.objects()::has).isPresent();
    }

    public StructurePlan plan() {
        var plan = StructurePlanner.plan(backup.objects(), live.objects(), comparison, goals());
        return request.options().recreate() == Recreate.EMPTY ? remainder().refuseOthers(plan) : plan;
    }

    private Remainder remainder() {
        return new Remainder(live.objects(), schemas, foreign);
    }

    /** What a plan runs of the backup's statements; those that the database has word for word are none of them. */
    public Stream<String> foreignStatements(StructurePlan plan) {
        return plan.creates().stream()
                .filter(object -> {
                    var there = live.objects().get(object.id());
                    return there == null || !there.statements().equals(object.statements());
                })
                .flatMap(object -> object.statements().stream());
    }

    private StructureGoals goals() {
        var tables = tables();
        var surplus = new LinkedHashSet<>(live.objects().withOwned(removals()));
        var filled = new HashSet<>(live.objects().withOwned(tables));
        var wanted = switch (request.options().recreate()) {
            case NOTHING -> missing(tables, surplus);
            case DIFFERING -> {
                var gone = missing(tables, surplus);
                surplus.addAll(unknownToBackup(tables));
                yield withTypes(gone, tables);
            }
            case EVERYTHING -> {
                var store = store();
                filled.addAll(store);
                surplus.addAll(store);
                surplus.removeAll(backup.objects().ids());
                surplus.removeIf(id -> !backup.kinds().contains(id.kind()));
                yield backup.objects().ids();
            }
            case EMPTY -> {
                surplus.addAll(store());
                remainder().keep(surplus);
                filled.addAll(surplus);
                yield Set.<StructureId>of();
            }
        };
        return new StructureGoals(
                wanted, surplus, tables, filled, !request.options().part());
    }

    /** Without tables of other schemas that the store's need. */
    private List<StructureId> store() {
        return live.store().stream()
                .filter(id -> id.kind() != StructureKind.TABLE
                        || schemas.has(requireNonNull(live.objects().get(id)).schema()))
                .toList();
    }

    /** The tables that a plan drops, to make them again or not. */
    public Set<Collection> dropped(StructurePlan plan) {
        var gone = plan.drops().stream().map(StructureObject::id).collect(Collectors.toSet());
        return request.items().stream()
                .map(Item::target)
                .filter(target ->
                        live.objects().relation(target).filter(gone::contains).isPresent())
                .collect(Collectors.toSet());
    }

    private Set<StructureId> tables() {
        var tables = new LinkedHashSet<StructureId>();
        request.items().stream()
                .map(Item::target)
                .map(this::table)
                .flatMap(Optional::stream)
                .forEach(tables::add);
        return tables;
    }

    private List<StructureId> removals() {
        return request.removals().stream()
                .map(live.objects()::relation)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The tables that are not there, or go with what is removed, with what belongs to them; of a whole backup also what depends on
     * them (or on tables that may be recreated) and went with them, and if none of its tables is there, everything.
     */
    private Set<StructureId> missing(Set<StructureId> tables, Set<StructureId> removed) {
        var gone = tables.stream()
                .filter(id -> !live.objects().has(id) || removed.contains(id))
                .toList();
        var wanted = new LinkedHashSet<>(backup.objects().withOwned(gone));
        if (isWhole(request)) {
            var changed = request.options().recreate() == Recreate.NOTHING ? gone : tables;
            boolean all = gone.size() == tables.size();
            var more = all ? backup.objects().ids() : backup.objects().withDependents(changed);
            more.stream().filter(id -> !live.objects().has(id)).forEach(wanted::add);
        }
        return wanted;
    }

    /** Whether all of the backup is restored as it was. */
    public static boolean isWhole(LoadRequest request) {
        return !request.options().part()
                && request.items().stream()
                        .allMatch(item ->
                                item.source().name().equals(item.target().name()));
    }

    private Set<StructureId> withTypes(Set<StructureId> wanted, Set<StructureId> tables) {
        var all = new LinkedHashSet<>(wanted);
        all.addAll(backup.objects().withOwned(tables));
        var types = backup.objects().withNeeds(all).stream()
                .filter(id -> id.kind() == StructureKind.TYPE)
                .toList();
        all.addAll(backup.objects().withOwned(types));
        return all;
    }

    private Set<StructureId> unknownToBackup(Set<StructureId> tables) {
        var known = tables.stream().filter(backup.objects()::has).toList();
        var surplus = new LinkedHashSet<>(live.objects().withOwned(known));
        surplus.removeAll(backup.objects().ids());
        return surplus;
    }

    /**
     * In what a table that is there differs besides its columns, such as {@code index public.users_email_idx}; empty if the backup
     * does not say.
     */
    public List<String> differences(Collection table) {
        var found = table(table)
                .filter(it -> backup.objects().has(it) && live.objects().has(it));
        if (found.isEmpty()) {
            return List.of();
        }
        var id = found.get();
        var here = backup.objects().withOwned(List.of(id));
        var there = live.objects().withOwned(List.of(id));
        var all = new TreeSet<>(StructureId.ORDER);
        all.addAll(here);
        all.addAll(there);
        all.removeIf(one -> one.kind() == StructureKind.COMMENT
                || one.kind().isRight()
                || !backup.kinds().contains(one.kind())
                || isSame(one));
        var words = new ArrayList<String>();
        all.forEach(one -> words.add(one.equals(id) ? TABLE_ITSELF : one.words()));
        return words;
    }

    /** What a plan does, one line for each object that does not simply go with another; the tables that are removed are told elsewhere. */
    public List<StructurePlan.Line> words(StructurePlan plan) {
        var goals = goals();
        var removed = live.objects().withOwned(removals());
        var created = plan.creates().stream().map(StructureObject::id).collect(Collectors.toSet());
        var dropped = plan.drops().stream().map(StructureObject::id).collect(Collectors.toSet());
        var reason = switch (request.options().recreate()) {
            case EVERYTHING -> ", because it did not exist before";
            case NOTHING, DIFFERING -> ", because the backup does not have it";
            case EMPTY -> "";
        };
        var lines = new ArrayList<StructurePlan.Line>();
        for (var object : plan.drops()) {
            boolean alone = object.owner() == null || !dropped.contains(object.owner());
            if (alone && !removed.contains(object.id())) {
                var text = !created.contains(object.id())
                        ? "will be removed" + reason
                        : goals.wanted().contains(object.id())
                                ? "will be recreated as in the backup"
                                : "will be recreated, because it needs what changes";
                lines.add(new StructurePlan.Line(object.id().words(), text));
            }
        }
        for (var object : plan.creates()) {
            boolean alone = object.owner() == null || !created.contains(object.owner());
            if (alone && !live.objects().has(object.id()) && object.id().kind() != StructureKind.TABLE) {
                lines.add(new StructurePlan.Line(object.id().words(), "will be created as in the backup"));
            }
        }
        return lines;
    }

    private boolean isSame(StructureId id) {
        var here = backup.objects().get(id);
        var there = live.objects().get(id);
        return here != null && there != null && comparison.same(here, there);
    }

    /** Whether a plan takes away what has this name. */
    public static boolean frees(StructurePlan plan, Collection name) {
        return plan.drops().stream()
                .map(StructureObject::id)
                .filter(id -> switch (id.kind()) {
                    case TYPE, KEY -> true;
                    default -> id.kind().isRelation();
                })
                .map(id ->
                        Identifiers.parts(id.name())) // a key's index is in its table's schema, and has the key's name
                .anyMatch(parts -> parts.getFirst().equals(name.namespace())
                        && parts.getLast().equals(name.name()));
    }

    /** Whether this table of the database is itself what a plan says cannot be done. */
    public boolean isObstacle(StructurePlan plan, Collection name) {
        return live.objects()
                .relation(name)
                .filter(id ->
                        plan.obstacles().stream().anyMatch(line -> line.name().equals(id.name())))
                .isPresent();
    }

    private Optional<StructureId> table(Collection name) {
        return backup.objects()
                .relation(name)
                .or(() -> live.objects().relation(name))
                .filter(id -> id.kind() == StructureKind.TABLE);
    }
}
