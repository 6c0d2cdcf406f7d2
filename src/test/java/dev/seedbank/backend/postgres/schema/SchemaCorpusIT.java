package dev.seedbank.backend.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Store;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.testing.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of many structures becomes another, and then there is nothing left to do. */
class SchemaCorpusIT {
    private static final int SOME = 14;
    private static final int FEW = 70;

    /** Some on the newest server and a few on the others, or all on each with {@code -Dtests.all}. */
    static Stream<Arguments> pairs() {
        var pairs = CorpusPair.all();
        return PostgresServer.all().stream().flatMap(server -> {
            int step = Boolean.getBoolean("tests.all") ? 1 : server == PostgresServer.embedded() ? SOME : FEW;
            int major = server.major();
            return IntStream.range(0, pairs.size())
                    .filter(number -> number % step == 0)
                    .mapToObj(pairs::get)
                    .filter(pair -> pair.server() <= major)
                    .map(pair -> Arguments.of(server, pair));
        });
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("pairs")
    void one_becomes_the_other(PostgresServer server, CorpusPair pair) {
        try (var db = server.createDatabase()) {
            db.as(db.url() + "?preferQueryMode=simple")
                    .run(pair.from()); // else the driver parts bodies at their semicolons
            var before = CorpusRows.of(db);
            try (var store = PostgresStores.open(db.url())) {
                var plan = plan(store, pair);
                if (!pair.refusal().isEmpty()) {
                    assertThat(plan.refusals())
                            .anySatisfy(it ->
                                    assertThat(it.object() + ": " + it.reason()).contains(pair.refusal()));
                    return;
                }
                assertThat(plan.refusals()).isEmpty();
                try (var changer = store.schemaChanger(Duration.ofSeconds(1), SchemaChanger.Listener.SILENT)) {
                    changer.run(plan, SchemaChanger.Listener.SILENT);
                }
                assertThat(before.lost(CorpusRows.of(db), plan)).isEmpty();
                var again = plan(store, pair);
                assertThat(again.steps()).isEmpty();
                assertThat(again.refusals()).isEmpty();
            }
        }
    }

    /** Where something could have got another name, it has not, unless a hint says so. */
    private static SchemaPlan plan(Store store, CorpusPair pair) {
        var place = new SchemaDesigner.Place(Optional.empty(), true, false);
        var declared = new SchemaState.Declared(List.of(new SchemaFile("schema/all.sql", pair.to())));
        var dropped = new ArrayList<SchemaPlan.PossibleRename>();
        try (var designer = store.schemaDesigner(place)) {
            while (true) {
                var plan = designer.plan(new SchemaState.Live(), declared, new SchemaPlan.Answers(List.of(), dropped));
                if (plan.renames().isEmpty()) {
                    return plan;
                }
                dropped.addAll(plan.renames());
            }
        }
    }
}
