package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backup.Backups;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.config.ShellWord;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.BackupSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether each store has a backup under this profile that is complete, young, and known to be intact. Safety backups do not count: they
 * go when newer ones come. What is missing is worth an action in production; elsewhere it is good to know.
 */
@ApplicationScoped
public class BackupCheck {
    private final Backups backups;
    private final Clock clock;

    public BackupCheck(Backups backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    /** Findings by store; those of no store have the name "". */
    Map<String, List<Finding>> check(Project project, List<StoreHealth> stores, Duration longest) throws IOException {
        var repository = backups.repository(project);
        var found = new LinkedHashMap<String, List<Finding>>();
        var usable = usable(repository, project);
        var command = command(project);
        var severity = project.profile().environment() == Environment.PRODUCTION ? Severity.WARNING : Severity.INFO;
        for (var store : stores) {
            found.put(store.name(), check(store.name(), usable, repository, longest, severity, command));
        }
        found.put(
                "",
                repository.unfinished().stream()
                        .map(name -> finding(
                                FindingKind.UNFINISHED_BACKUP,
                                Severity.INFO,
                                name,
                                "was left unfinished by a process that is gone; the next backup removes it",
                                List.of(),
                                command))
                        .toList());
        return found;
    }

    /** As the guard lets it through. */
    private static String command(Project project) {
        boolean asks = project.profile().environment() == Environment.PRODUCTION
                && !project.allow().contains("backup");
        return asks ? "seedbank backup --allow-production" : "seedbank backup";
    }

    /** Whole stores of this profile, the latest first. */
    private static List<BackupSummary> usable(BackupRepository repository, Project project) throws IOException {
        var usable = new ArrayList<BackupSummary>();
        for (var stored : repository.list()) {
            var backup = BackupSummary.of(stored);
            boolean whole = backup.content()
                    .filter(it -> it.wholeStores() && it.safety().isEmpty())
                    .filter(it -> it.profile().equals(project.profile().name()))
                    .isPresent();
            if (whole && !backup.damaged()) {
                usable.add(backup);
            }
        }
        usable.sort(Comparator.comparing(BackupSummary::createdAt).reversed());
        return usable;
    }

    private List<Finding> check(
            String store,
            List<BackupSummary> usable,
            BackupRepository repository,
            Duration longest,
            Severity severity,
            String command)
            throws IOException {
        var latest = usable.stream()
                .filter(it -> it.content().orElseThrow().stores().stream()
                        .anyMatch(one -> one.name().equals(store)))
                .findFirst();
        if (latest.isEmpty()) {
            return List.of(finding(
                    FindingKind.NO_BACKUP,
                    severity,
                    "backups",
                    "include no complete one of this store under this profile; safety backups do not count",
                    List.of(),
                    command));
        }
        var backup = latest.get();
        var findings = new ArrayList<Finding>();
        var age = Duration.between(backup.createdAt(), clock.instant());
        if (age.compareTo(longest) > 0) {
            findings.add(finding(
                    FindingKind.OLD_BACKUP,
                    severity,
                    "backups",
                    "of this store are old: the latest is " + backup.name(),
                    List.of(Evidence.seconds("age", age.toSeconds()).until(longest.toSeconds())),
                    command));
        }
        if (repository.verifiedAt(backup.stored()).isEmpty()) {
            findings.add(finding(
                    FindingKind.UNVERIFIED_BACKUP,
                    severity,
                    backup.name(),
                    "is not known to be intact: it was not verified since it was made, or found damaged",
                    List.of(Evidence.time("made", backup.createdAt())),
                    "seedbank backup verify " + ShellWord.of(backup.name())));
        }
        return findings;
    }

    private static Finding finding(
            FindingKind kind, Severity severity, String subject, String what, List<Evidence> evidence, String command) {
        return new Finding(
                kind, severity, subject, "", what, evidence, Optional.of(Fix.proposed(Language.SHELL, command)));
    }
}
