package dev.seedbank.backend.postgres.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.Difference.Resolution;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Item;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.postgres.catalog.NameHolder;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.structure.change.StructureAnalysis;
import dev.seedbank.backend.postgres.structure.change.StructurePlan;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is to say before a restore: how the tables differ from a backup's, and what becomes of the structure. */
final class SchemaComparison {
    /** Bytes of a name; the server would cut off the rest. */
    private static final int LONGEST = 63;

    private final LoadRequest request;
    private final Map<Collection, Table> tables;
    private final Set<Collection> keyed;
    private final StructureAnalysis analysis;
    private final StructurePlan plan;
    private final Map<Collection, NameHolder> holders;
    private final List<Difference> differences = new ArrayList<>();

    /**
     * @param request without large objects
     * @param keyed those of the tables that have a primary key, as far as sensitive columns make that matter
     * @param holders what has the names of targets that are not among the tables
     */
    SchemaComparison(
            LoadRequest request,
            Map<Collection, Table> tables,
            Set<Collection> keyed,
            StructureAnalysis analysis,
            StructurePlan plan,
            Map<Collection, NameHolder> holders) {
        this.request = request;
        this.tables = tables;
        this.keyed = keyed;
        this.analysis = analysis;
        this.plan = plan;
        this.holders = holders;
    }

    /** Whether none of the backup's tables is there and its script, which has no labels, makes all of them at once. */
    static boolean createsAll(LoadRequest request, Map<Collection, Table> tables) {
        return !request.structure().text().isBlank()
                && !StructureScript.isLabelled(request.structure().text())
                && !request.items().isEmpty()
                && request.items().stream()
                        .allMatch(item -> item.source().equals(item.target()) && !tables.containsKey(item.target()));
    }

    List<Difference> differences() {
        boolean allNew = StructureAnalysis.isWhole(request)
                && request.items().stream().noneMatch(item -> tables.containsKey(item.target()));
        var missing = request.items().stream()
                .filter(item -> !tables.containsKey(item.target()))
                .toList();
        missing.forEach(item -> tellMissing(item, allNew));
        if (allNew && differences.isEmpty() && !request.items().isEmpty()) {
            differences.add(Difference.note(
                    "structure",
                    "the database has none of the backup's tables: they are created as the backup has them"));
        }
        for (var item : request.items()) {
            var table = tables.get(item.target());
            if (table != null) {
                int before = differences.size();
                compareColumns(item, table);
                tellOthers(item, table, differences.size() > before);
            }
        }
        tellPlan(allNew);
        return differences;
    }

    private void tellMissing(Item item, boolean allNew) {
        var name = item.target().label(".");
        var holder = holders.get(item.target());
        if (holder != null && (holder.partition() || !StructureAnalysis.frees(plan, item.target()))) {
            tellHolder(item, holder);
        } else if (!analysis.canCreate(item.target()) && !createsAll(request, tables)) {
            differences.add(Difference.refused(name, "the table is missing in the database" + whyNot(item)));
        } else if (item.target().name().getBytes(UTF_8).length > LONGEST) {
            differences.add(Difference.refused(name, "the name is longer than %d bytes".formatted(LONGEST)));
        } else if (!allNew) {
            differences.add(
                    Difference.note(name, "the table is missing in the database: it will be created as in the backup"));
        }
    }

    private void tellHolder(Item item, NameHolder holder) {
        var name = item.target().label(".");
        var text = "a table in the backup, %s in the database".formatted(holder.words());
        if (analysis.isObstacle(plan, item.target())) {
            return; // it is told with the plan, and why
        }
        if (StructureAnalysis.frees(plan, item.target())) {
            differences.add(Difference.note(name, text + ": it will be created as in the backup"));
        } else {
            boolean helps = holder.partition() && analysis.canCreate(item.target());
            differences.add(new Difference(name, text, helps ? Resolution.RECREATE : Resolution.REFUSED));
        }
    }

    private static String whyNot(Item item) {
        return item.source().name().equals(item.target().name())
                ? ""
                : ", and the backup's cannot be created under another name: it inherits, or its structure is not known";
    }

    private void compareColumns(Item item, Table table) {
        for (var column : item.columns()) {
            var there = table.columns().stream()
                    .filter(other -> other.name().equals(column.name()))
                    .findFirst();
            if (there.isEmpty()) {
                add(table, column.name(), "the column is missing in the database", unlessRecreated(table));
            } else if (there.get().generated()) {
                add(
                        table,
                        column.name(),
                        "generated in the database: the backup's values are not used",
                        Resolution.NOTE);
            } else if (!there.get().type().equals(column.type())) {
                var text = column.type() + " in the backup, " + there.get().type() + " in the database";
                add(table, column.name(), text, Resolution.NOTE);
            }
        }
        var known = item.columns().stream().map(it -> it.name()).toList();
        for (var column : known.isEmpty() ? List.<TableColumn>of() : table.stored()) {
            var sensitive = item.sensitive().stream()
                    .filter(field -> field.name().equals(column.name()))
                    .findFirst();
            if (sensitive.isPresent()) {
                tellSensitive(table, column, sensitive.get());
            } else if (!known.contains(column.name()) && column.required()) {
                add(
                        table,
                        column.name(),
                        "the backup does not have this column, which may not be null and has no default",
                        unlessRecreated(table));
            } else if (!known.contains(column.name())) {
                add(table, column.name(), "the backup does not have this column" + fate(table), Resolution.NOTE);
            }
        }
    }

    private void tellSensitive(Table table, TableColumn column, SensitiveField field) {
        var others = field.fill().map("'%s'"::formatted).orElse("its default");
        boolean missing = column.required() && field.fill().isEmpty();
        if (missing) {
            var text =
                    "left out of the backup as sensitive, may not be null and has no default: set it in seedbank.fill";
            add(table, column.name(), text, unlessRecreated(table));
        } else {
            var text = keyed.contains(table.collection())
                    ? "left out of the backup as sensitive: rows that are still there keep it, others get " + others
                    : "left out of the backup as sensitive: all rows get %s, because the table has no primary key"
                            .formatted(others);
            add(table, column.name(), text, Resolution.NOTE);
        }
    }

    private String fate(Table table) {
        return isRecreated(table) ? "" : ": it gets its default";
    }

    private boolean isRecreated(Table table) {
        return request.options().recreate() != Recreate.NOTHING && analysis.canCreate(table.collection());
    }

    private Resolution unlessRecreated(Table table) {
        if (isRecreated(table)) {
            return Resolution.NOTE;
        }
        return analysis.canCreate(table.collection()) ? Resolution.RECREATE : Resolution.REFUSED;
    }

    private void tellOthers(Item item, Table table, boolean columnsTold) {
        boolean renamed = !item.source().name().equals(item.target().name()); // and so are its indexes
        if (!isRecreated(table) && !renamed) {
            var others = new ArrayList<>(analysis.differences(item.target()));
            if (columnsTold) {
                others.remove(StructureAnalysis.TABLE_ITSELF);
            }
            if (!others.isEmpty()) {
                var text = "differs from the backup in %s (--recreate makes it as it was)"
                        .formatted(String.join(", ", others));
                differences.add(Difference.note(table.label(), text));
            }
        }
    }

    private void tellPlan(boolean allNew) {
        plan.obstacles().forEach(line -> differences.add(Difference.refused(line.name(), line.text())));
        plan.notes().forEach(line -> differences.add(Difference.note(line.name(), line.text())));
        var recreate = request.options().recreate();
        if (!allNew || recreate == Recreate.EVERYTHING || recreate == Recreate.EMPTY) {
            analysis.words(plan).forEach(line -> differences.add(Difference.note(line.name(), line.text())));
        }
    }

    private void add(Table table, String column, String text, Resolution resolution) {
        differences.add(new Difference(table.label() + "." + column, text, resolution));
    }
}
