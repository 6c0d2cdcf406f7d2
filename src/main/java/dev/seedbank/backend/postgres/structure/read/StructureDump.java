package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.Structure;
import dev.seedbank.backend.postgres.structure.script.BackupStructure;
import dev.seedbank.backend.postgres.structure.script.ScriptSettings;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** A script that was read, object by object. What it holds in files goes when it is closed. */
public final class StructureDump implements Structure.Content, AutoCloseable {
    static final String LEFT_OUT = "-- Left out: ";

    private final StructureCatalog catalog;
    private final BitSet selected;
    private final List<String> leftOut;
    private final int major;

    /** @param major version of the server */
    StructureDump(StructureCatalog catalog, BitSet selected, List<String> leftOut, int major) {
        this.catalog = catalog;
        this.selected = selected;
        this.leftOut = List.copyOf(leftOut);
        this.major = major;
    }

    public List<String> leftOut() {
        return leftOut;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        out.append("-- Structure of a PostgreSQL %d database: run the first part, load the rows, run the rest.\n"
                .formatted(major));
        for (var line : leftOut) {
            out.append(LEFT_OUT)
                    .append(line.replace('\n', ' ').replace('\r', ' '))
                    .append('\n');
        }
        out.append(BackupStructure.kindsLine()).append("\n\n");
        var order = new StructureOrder(catalog, selected);
        int[] sorted = order.sorted();
        writePart(out, order, sorted, false);
        out.append(StructureScript.AFTER_THE_DATA).append("\n\n");
        writePart(out, order, sorted, true);
        out.append("-- The session's own settings again\n\n");
        for (var reset : ScriptSettings.RESETS) {
            StructureScript.append(out, reset);
        }
    }

    private void writePart(Appendable out, StructureOrder order, int[] sorted, boolean afterRows) throws IOException {
        for (var setting : ScriptSettings.SETTINGS) {
            StructureScript.append(out, setting);
        }
        for (int number : sorted) {
            if (order.isAfterRows(number) == afterRows) {
                StructureScript.append(out, catalog.object(number, afterRows));
            }
        }
    }

    @Override
    public void close() {
        catalog.close();
    }
}
