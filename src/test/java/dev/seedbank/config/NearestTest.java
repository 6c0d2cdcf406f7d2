package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "usres, users teams, users",
        "usr, users teams, users",
        "usr, teams user-roles, user-roles",
        "use, users teams, users",
        "xyz, abc users, ''",
        "us, users, ''",
        "stt, settlements, ''",
        "befroe, before-upgrade-2026 safety-2026, before-upgrade-2026",
        "befroe, before-upgrade-2026 before-upgrade-2027, ''",
        "cost, customers, ''",
        "events, audit.events users, ''",
    })
    void finds_slips_beginnings_and_abbreviations(String typed, String candidates, String nearest) {
        assertThat(Nearest.nearest(typed, List.of(candidates.split(" "))).orElse(""))
                .isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "events, audit.events users, audit.events",
        "evnets, audit.events users, audit.events",
        "events, audit.events app.events users, ''",
        "publc.users, users teams, users",
        "audit/events, audit.events users, audit.events",
        "scenes, open1/scenes users, open1/scenes",
    })
    void finds_collections_by_what_stands_behind_the_schema(String typed, String candidates, String nearest) {
        assertThat(Nearest.nearestCollection(typed, List.of(candidates.split(" ")))
                        .orElse(""))
                .isEqualTo(nearest);
    }
}
