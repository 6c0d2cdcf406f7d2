package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Script;
import java.util.Optional;

/** What one migration does, and how it is taken back. */
record Directions(Script up, Optional<Script> down) {}
