package dev.seedbank.status;

import dev.seedbank.backend.Backends;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Text;
import dev.seedbank.cli.WithoutOptions;
import dev.seedbank.config.Project;
import dev.seedbank.repository.Repositories;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank config}. */
@Command(
        name = "config",
        header = "Show the settings in force and where each comes from, secrets masked.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank config --profile prod"})
@WithoutOptions("--store")
public class ConfigCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Backends backends;

    @Inject
    Repositories repositories;

    @Override
    public Integer call() {
        var project = global.project();
        project.check(global.stores()).forEach(backends::check);
        repositories.open(project.backups().location());
        return global.output().show(new Lines(lines(project), facts(project)));
    }

    private static List<String> lines(Project project) {
        var lines = new ArrayList<String>();
        var profile = project.profile();
        lines.add("Profile %s (%s)"
                .formatted(profile.name(), profile.environment().label()));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SETTING", "VALUE", "FROM"));
        project.shown().forEach(it -> rows.add(List.of(it.key(), it.value(), it.origin())));
        lines.addAll(Text.table(rows));
        return lines;
    }

    private static Map<String, Object> facts(Project project) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("profile", project.profile().name());
        facts.put("environment", project.profile().environment().label());
        var settings = new LinkedHashMap<String, Object>();
        project.shown().forEach(it -> settings.put(it.key(), Map.of("value", it.value(), "origin", it.origin())));
        facts.put("settings", settings);
        return facts;
    }
}
