package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.DrizzleKit;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas that other tools have, as they write them in SQL. Those in {@code schema-tools} were written by drizzle-kit 0.31.11
 * and Prisma 6.19.3 from {@code schema.ts} and {@code schema.prisma}, and once more after the change that each test makes.
 */
@Tag("program")
class OtherToolsIT {
    private static final Path WRITTEN = Path.of("src/test/resources/schema-tools");

    @TempDir
    Path project;

    private CliRunner on(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url()).timeout(Duration.ofMinutes(3));
    }

    private static String written(String file) throws IOException {
        return Files.readString(WRITTEN.resolve(file));
    }

    static Stream<Arguments> tools() {
        return PostgresServer.all().stream()
                .flatMap(it -> Stream.of(Arguments.of(it, "drizzle"), Arguments.of(it, "prisma")));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void their_sql_is_pushed_once_and_then_by_what_changes(PostgresServer server, String tool) throws IOException {
        try (var db = server.createDatabase()) {
            var seedbank = on(db).file("schema/%s.sql".formatted(tool), written(tool + ".sql"));
            pushesAll(seedbank);
            seedbank.file("schema/%s.sql".formatted(tool), written(tool + "-changed.sql"));
            pushesTheChange(seedbank);
        }
    }

    private static void pushesAll(CliRunner seedbank) {
        assertThat(seedbank.run("push")).exits(0).prints("CREATE TABLE public.users");
        assertThat(seedbank.run("push")).exits(0).prints("postgresql: 0 statements");
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("the structure is what schema/ declares");
    }

    private static void pushesTheChange(CliRunner seedbank) {
        assertThat(seedbank.run("push", "--dry-run"))
                .exits(0)
                .prints(
                        "postgresql: 3 statements",
                        "ALTER TYPE public.work_status ADD VALUE 'blocked' AFTER 'in_progress'",
                        "ALTER TABLE public.users ADD COLUMN phone character varying(30)",
                        "CREATE INDEX users_");
        assertThat(seedbank.run("push")).exits(0).prints("postgresql: 3 statements run");
        assertThat(seedbank.run("push")).exits(0).prints("postgresql: 0 statements");
    }

    @Test
    void drizzle_itself_exports_and_exports_again() throws IOException {
        var drizzle = DrizzleKit.installed();
        assumeTrue(drizzle.isPresent(), "no drizzle-kit");
        try (var db = PostgresServer.any().createDatabase()) {
            var seedbank = on(db).file("drizzle.config.ts", written("drizzle.config.ts"))
                    .file("src/schema.ts", written("schema.ts"));
            seedbank.file("schema/drizzle.sql", drizzle.get().export(project));
            pushesAll(seedbank);

            seedbank.file("src/schema.ts", changed(written("schema.ts")));
            seedbank.file("schema/drizzle.sql", drizzle.get().export(project));
            pushesTheChange(seedbank);
        }
    }

    private static String changed(String schema) {
        return schema.replace("\"in_progress\", \"done\"", "\"in_progress\", \"blocked\", \"done\"")
                .replace("active: boolean", "phone: varchar(\"phone\", { length: 30 }),\n  active: boolean")
                .replace(
                        "index(\"users_tenant_idx\")",
                        "index(\"users_team_idx\").on(t.teamId),\n  index(\"users_tenant_idx\")");
    }
}
