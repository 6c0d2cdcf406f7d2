package dev.seedbank.repository;

import dev.seedbank.config.BackupLocation;
import dev.seedbank.failure.UsageFailure;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** All kinds of backup storage; picks one by the URL scheme of the location. */
@ApplicationScoped
public class Repositories {
    private final List<RepositoryFactory> factories;

    public Repositories(@All List<RepositoryFactory> factories) {
        this.factories = factories;
    }

    /**
     * Opens the place without reading anything in it.
     *
     * @throws UsageFailure if there is no kind for this scheme
     */
    public BackupRepository open(BackupLocation location) {
        var scheme = location.scheme();
        return factories.stream()
                .filter(factory -> factory.schemes().contains(scheme))
                .findFirst()
                .orElseThrow(() ->
                        location.failure("the URL scheme '%s' is not supported".formatted(scheme), "Known: " + known()))
                .open(location);
    }

    private String known() {
        return factories.stream()
                        .flatMap(factory -> factory.schemes().stream())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ". A path without a scheme is a folder.";
    }
}
