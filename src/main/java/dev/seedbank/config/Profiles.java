package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which environment a profile is. Each that speaks of it, from the settings over {@code .env} to the variables, may
 * only raise what was said before.
 */
final class Profiles {
    static final String VARIABLE = "SEEDBANK_ENVIRONMENT";

    private static final List<String> KEY = List.of("environment");

    private final String name;
    private final @Nullable SettingsFile file;
    private final Variables variables;

    private Profiles(String name, @Nullable SettingsFile file, Variables variables) {
        this.name = name;
        this.file = file;
        this.variables = variables;
    }

    /**
     * @param file the project's, if it has one
     * @throws UsageFailure if there is no such profile, or it would be less than something says
     */
    static Profile of(String name, @Nullable SettingsFile file, Variables variables) {
        return new Profiles(name, file, variables).profile();
    }

    private Profile profile() {
        var byName = byName(name);
        if (byName.isEmpty() && file != null && !file.profiles().contains(name)) {
            throw unknown("Or write a section \"%%%s\": with seedbank.environment.".formatted(name));
        }
        var settled = byName.or(this::bySection);
        refuseContradiction(settled);
        var environment = raise(settled);
        if (environment.isEmpty() && file == null) {
            throw unknown("For another one, set %s to development, test or production.".formatted(VARIABLE));
        }
        return new Profile(name, environment.orElse(Environment.PRODUCTION), environment.isEmpty());
    }

    private static Optional<Environment> byName(String name) {
        return switch (name) {
            case "dev" -> Optional.of(Environment.DEVELOPMENT);
            case "test" -> Optional.of(Environment.TEST);
            case "prod" -> Optional.of(Environment.PRODUCTION);
            default -> Optional.empty();
        };
    }

    private Optional<Environment> bySection() {
        return Optional.ofNullable(file).flatMap(it -> it.ofProfile(KEY)).flatMap(this::environment);
    }

    /** A section cannot say otherwise than the name, nor less than what the file says of all profiles. */
    private void refuseContradiction(Optional<Environment> settled) {
        if (file == null || settled.isEmpty()) {
            return;
        }
        file.ofProfile(KEY)
                .ifPresent(setting -> environment(setting)
                        .filter(said -> said != settled.get())
                        .ifPresent(said -> {
                            throw setting.failure(
                                    "the profile '%s' is %s by its name, not %s"
                                            .formatted(name, settled.get().label(), said.label()),
                                    "Give the profile another name, or remove the setting.");
                        }));
        file.general(KEY)
                .ifPresent(setting -> environment(setting)
                        .filter(said -> said.compareTo(settled.get()) > 0)
                        .ifPresent(said -> {
                            throw setting.failure(
                                    "the environment of all profiles is %s, and the profile '%s' is %s"
                                            .formatted(
                                                    said.label(),
                                                    name,
                                                    settled.get().label()),
                                    "Choose the profile that is meant, such as --profile prod, or move the setting into its section.");
                        }));
    }

    /** With what {@code .env} and then the environment say; a profile of the file that says nothing counts as production. */
    private Optional<Environment> raise(Optional<Environment> settled) {
        var environment = settled;
        for (var variable : variables.layers(VARIABLE).toList()) {
            var said = environment(new Setting(KEY, List.of(variable.value().replace("${", "$${")), variable.origin()))
                    .orElseThrow();
            var floor = environment.or(() -> file == null ? Optional.empty() : Optional.of(Environment.PRODUCTION));
            if (floor.isPresent() && said.compareTo(floor.get()) < 0) {
                throw variable.origin()
                        .failure(
                                "%s is %s, but the profile '%s' %s %s"
                                        .formatted(
                                                VARIABLE,
                                                said.label(),
                                                name,
                                                environment.isPresent() ? "is" : "says nothing and so is",
                                                floor.get().label()),
                                "A variable can only raise a profile's environment. Unset it, or choose another --profile.");
            }
            environment = Optional.of(said);
        }
        return environment;
    }

    private UsageFailure unknown(String otherwise) {
        var known = new LinkedHashSet<>(List.of("dev", "test", "prod"));
        if (file != null) {
            known.addAll(file.profiles());
        }
        return new UsageFailure(
                ErrorCode.NOT_FOUND,
                "There is no profile '%s'".formatted(name),
                nearest(known)
                        .map("Did you mean '%s'?"::formatted)
                        .orElseGet(() -> "Available: %s. %s".formatted(String.join(", ", known), otherwise)),
                null);
    }

    /** Who types an environment means the profile that is named after it. */
    private Optional<String> nearest(Set<String> known) {
        return known.stream()
                .filter(it ->
                        Environment.of(name).equals(byName(it)) && byName(it).isPresent())
                .findFirst()
                .or(() -> Nearest.nearest(name, known));
    }

    /** Empty if it is set to nothing. */
    private Optional<Environment> environment(Setting setting) {
        var value =
                variables.expand(String.join(", ", setting.values()), setting).strip();
        var environment = Environment.of(value);
        if (environment.isEmpty() && !value.isEmpty()) {
            throw setting.failure(
                    "'%s' is not an environment".formatted(value),
                    byName(value)
                            .map(it -> "Did you mean '%s'?".formatted(it.label()))
                            .orElse("Allowed values: development, test, production."));
        }
        return environment;
    }
}
