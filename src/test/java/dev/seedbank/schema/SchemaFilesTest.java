package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.Project;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
    @TempDir
    Path folder;

    private void file(String name, byte... text) throws IOException {
        var path = folder.resolve(name);
        Files.createDirectories(path.resolveSibling(""));
        Files.write(path, text);
    }

    private void file(String name, String text) throws IOException {
        file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private SchemaFiles files(String... stores) throws IOException {
        var yaml = new StringBuilder("seedbank:\n  stores:\n");
        for (var store : stores) {
            var scheme = store.startsWith("mongo") ? "mongodb" : "postgresql";
            yaml.append("    %s: {url: '%s://127.0.0.1:1/x'}%n".formatted(store, scheme));
        }
        file("seedbank.yaml", yaml.toString());
        return SchemaFiles.of(Project.read(folder, Optional.empty(), Optional.of("dev"), Map.of()));
    }

    private static List<String> names(List<SchemaFile> files) {
        return files.stream().map(SchemaFile::name).toList();
    }

    @Test
    void all_of_the_folder_by_path() throws IOException {
        file("schema/b.sql", "create table b();");
        file("schema/a/z.sql", "create table z();");
        file("schema/a-b.sql", "create table c();");
        file("schema/note.txt", "x");
        file("schema/.git/x.sql", "x");
        file("schema/.hidden.sql", "x");
        assertThat(names(files("main").of("main"))).containsExactly("schema/a-b.sql", "schema/a/z.sql", "schema/b.sql");
    }

    @Test
    void a_file_is_one_in_capitals_too() throws IOException {
        file("schema/b.SQL", "create table b();");
        assertThat(names(files("main").of("main"))).containsExactly("schema/b.SQL");
    }

    @Test
    void a_link_to_nothing_is_an_error() throws IOException {
        file("schema/a.sql", "create table a();");
        Files.createSymbolicLink(folder.resolve("schema/b.sql"), Path.of("nowhere.sql"));
        var files = files("main");
        assertThatThrownBy(() -> files.of("main"))
                .isInstanceOf(OperationFailed.class)
                .hasMessage("schema/b.sql cannot be read: it is a link to a file that does not exist");
    }

    @Test
    void the_text_is_as_it_is_but_for_a_byte_order_mark() throws IOException {
        file("schema/b.sql", "\uFEFFselect\r\n'ü';\r");
        assertThat(files("main").of("main").getFirst().text()).isEqualTo("select\r\n'ü';\r");
    }

    @Test
    void what_is_not_utf_8_is_named_with_its_line() throws IOException {
        file("schema/b.sql", "a\nb\n\377".getBytes(StandardCharsets.ISO_8859_1));
        var files = files("main");
        assertThatThrownBy(() -> files.of("main"))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("schema/b.sql:3")
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void a_link_in_a_circle_is_told() throws IOException {
        file("schema/b.sql", "create table b();");
        Files.createSymbolicLink(folder.resolve("schema/again"), folder.resolve("schema"));
        var files = files("main");
        assertThatThrownBy(() -> files.of("main")).isInstanceOf(OperationFailed.class);
    }

    @Test
    void no_folder_is_no_structure() throws IOException {
        var files = files("main");
        assertThatThrownBy(() -> files.of("main"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("Nothing declares the structure of 'main': there is no folder schema/");
    }

    /** Else it would say that everything is to be dropped. */
    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\n", "-- to do\n\n  -- tables\n"})
    void files_that_declare_nothing_are_refused(String text) throws IOException {
        file("schema/a.sql", text);
        var files = files("main");
        assertThatThrownBy(() -> files.of("main"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("schema/ declares nothing");
        Files.delete(folder.resolve("schema/a.sql"));
        assertThatThrownBy(() -> files.of("main")).hasMessage("schema/ declares nothing");
    }

    @Test
    void the_only_store_of_its_engine_needs_no_folder() throws IOException {
        file("schema/a.sql", "create table a();");
        assertThat(names(files("main", "mongo").of("main"))).containsExactly("schema/a.sql");
    }

    @Test
    void each_of_several_stores_has_a_folder() throws IOException {
        file("schema/one/a.sql", "create table a();");
        var files = files("one", "two");
        assertThat(names(files.of("one"))).containsExactly("schema/one/a.sql");
        assertThat(files.isDeclared("two")).isFalse();
        assertThat(files.shown("two")).isEqualTo("schema/two");
        file("schema/b.sql", "create table b();");
        assertThatThrownBy(() -> files.of("one"))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("schema/b.sql");
    }
}
