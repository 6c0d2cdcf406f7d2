package dev.seedbank.seed.generate;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.cli.Progress;
import dev.seedbank.seed.rows.SeedRows;
import java.util.Iterator;

/** A file's rows with their generated fields, counted as the engine pulls them. */
public final class GeneratedRows implements Iterator<SeedRow> {
    private final SeedRows rows;
    private final GeneratedFields fields;
    private final Progress.Meter meter;
    private long number;

    public GeneratedRows(SeedRows rows, GeneratedFields fields, Progress.Meter meter) {
        this.rows = rows;
        this.fields = fields;
        this.meter = meter;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public SeedRow next() {
        var row = fields.apply(rows.next(), ++number);
        meter.advance(1);
        return row;
    }
}
