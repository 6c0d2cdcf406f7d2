package dev.seedbank.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.config.Project;
import dev.seedbank.config.VariableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTextTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "DATABASE_URL", "postgresql://h/d",
            "DATABASE_URL_UNPOOLED", "postgresql://direct/d",
            "DATABASE_URI", "mongodb://h/d",
            "DATABASE_URI_UNPOOLED", "mongodb://direct/d",
            "TEST_DATABASE_URL", "postgresql://h/test",
            "TEST_DATABASE_URI", "mongodb://h/test",
            "PRODUCTION_DATABASE_URL", "postgresql://h/prod",
            "PRODUCTION_DATABASE_URI", "mongodb://h/prod");

    @TempDir
    Path folder;

    @Test
    void what_it_says_behind_the_comment_signs_is_right() throws IOException {
        var postgres = new VariableStore("postgresql", "DATABASE_URL", Optional.empty());
        var mongo = new VariableStore("mongodb", "DATABASE_URI", Optional.of("DATABASE_URI_UNPOOLED"));
        for (var stores : List.of(List.of(postgres), List.of(mongo), List.of(mongo, postgres))) {
            var text = SettingsText.of(stores, Map.of());
            assertThat(stores(text, "dev")).hasSize(stores.size());
            var all = uncommented(text);
            assertThat(all).contains("clean:", "backups:", "sensitive:", "direct-url:", "unique:");
            assertThat(stores(all, "dev")).hasSize(2);
            assertThat(stores(all, "test").getFirst()).endsWith("/test");
            assertThat(stores(all, "prod").getFirst()).endsWith("/prod");
        }
    }

    private List<String> stores(String yaml, String profile) throws IOException {
        Files.writeString(folder.resolve("seedbank.yaml"), yaml);
        var project = Project.read(folder, Optional.empty(), Optional.of(profile), VARIABLES);
        return project.check(List.of()).stream().map(it -> it.url().secret()).toList();
    }

    /** Lines that would be settings, not those that explain them. */
    private static String uncommented(String yaml) {
        return yaml.lines()
                .map(line -> line.replaceFirst("# ", ""))
                .filter(line -> line.strip().matches("\"?%?[a-z-]+\"?:( [\\[{$\"].*)?"))
                .collect(Collectors.joining("\n"));
    }
}
