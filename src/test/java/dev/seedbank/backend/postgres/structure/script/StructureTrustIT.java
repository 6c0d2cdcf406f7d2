package dev.seedbank.backend.postgres.structure.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.testing.PostgresServer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all that Seedbank can write, only what reaches beyond the database needs trust. */
class StructureTrustIT {
    private static final Pattern BEYOND = Pattern.compile(
            "(?m)^ LANGUAGE (internal|\"odd; language\")$|ROUTINE pg_catalog.pg_ls_dir|^CREATE (OR REPLACE )?TRUSTED ");

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_a_plain_owner_can_have_needs_no_trust(PostgresServer server) {
        try (var db = server.createDatabase()) {
            EverythingFixture.build(db, server.major());
            assertThat(statements(EverythingFixture.dump(db)).filter(StructureTrustIT::isRefused))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void of_a_superusers_only_what_is_not_limited_to_the_database(PostgresServer server) {
        try (var db = server.createDatabase()) {
            EverythingFixture.build(db, server.major());
            EverythingFixture.buildAsSuperuser(db, server.major());
            var refused = statements(EverythingFixture.dump(db))
                    .filter(StructureTrustIT::isRefused)
                    .toList();
            assertThat(refused).isNotEmpty();
            assertThat(refused.stream()
                            .filter(statement -> !BEYOND.matcher(statement).find()))
                    .isEmpty();
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    private static Stream<String> statements(String script) {
        return Stream.of(false, true).flatMap(after -> StructureScript.statements(script, after).stream());
    }

    private static boolean isRefused(String statement) {
        return StructureTrust.objection(statement).isPresent();
    }
}
