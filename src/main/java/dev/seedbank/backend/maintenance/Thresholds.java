package dev.seedbank.backend.maintenance;

import java.time.Duration;

/**
 * From when on something is a finding.
 *
 * @param unused for how long use must have been counted before an index without any counts as unused
 * @param operation how long an operation or an idle transaction may take
 */
public record Thresholds(Duration unused, Duration operation) {}
