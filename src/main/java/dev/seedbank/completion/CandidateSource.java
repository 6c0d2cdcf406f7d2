package dev.seedbank.completion;

import java.util.Collection;
import java.util.Optional;

/** Names of a project, to be completed; none where its files cannot be read. */
interface CandidateSource {
    /** Which project: {@code --config} and {@code --profile}, as far as they are typed. */
    record Settings(Optional<String> config, Optional<String> profile) {}

    Collection<String> profiles(Settings settings);

    Collection<String> stores(Settings settings);

    /** The latest first. */
    Collection<String> backups(Settings settings);

    Collection<String> sets(Settings settings);

    /** Of this backup; else of the latest one and of the seed files. */
    Collection<String> collections(Settings settings, Optional<String> backup);
}
