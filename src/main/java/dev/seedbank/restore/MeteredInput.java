package dev.seedbank.restore;

import dev.seedbank.cli.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the meter what passes. */
final class MeteredInput extends FilterInputStream {
    private final Progress.Meter meter;

    MeteredInput(InputStream in, Progress.Meter meter) {
        super(in);
        this.meter = meter;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        meter.advance(Math.max(0, n));
        return n;
    }
}
