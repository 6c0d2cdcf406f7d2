package dev.seedbank.backend;

import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** The engines there are; picks one by the scheme of a store's URL. */
@ApplicationScoped
public class Backends {
    private final List<Backend> backends;

    public Backends(@All List<Backend> backends) {
        this.backends = backends;
    }

    /** Connects to the store. Only the guard calls this: see its {@code open}. */
    public Store open(StoreSettings settings) {
        return of(settings).open(settings);
    }

    /** @throws UsageFailure if no server could be right for these settings */
    public void check(StoreSettings settings) {
        of(settings).check(settings);
    }

    /** Whether a URL leads to a server of the store's engine. */
    public boolean isOfEngine(StoreSettings settings, ConnectionUrl url) {
        return of(settings).schemes().contains(url.scheme());
    }

    private Backend of(StoreSettings settings) {
        var scheme = settings.administrationUrl().scheme();
        return backends.stream()
                .filter(backend -> backend.schemes().contains(scheme))
                .findFirst()
                .orElseThrow(() -> new UsageFailure(
                        "Store '%s': no database engine for the URL scheme '%s'".formatted(settings.name(), scheme),
                        "Known: " + known()));
    }

    private String known() {
        return backends.stream()
                .flatMap(backend -> backend.schemes().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
