package dev.seedbank.backend.mongo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.backend.mongo.script.Steps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands that change structure would do to a live database. */
class StructureRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unique | createIndex: {collection: a, key: {b: 1}, unique: true}",
                "unique | createIndexes: {collection: a, indexes: [{key: {c: 1}}, {key: {b: 1}, unique: true}]}",
                "expire | createIndex: {collection: a, key: {b: 1}, expireAfterSeconds: 0}",
                "expire | runCommand: {collMod: a, index: {name: b_1, expireAfterSeconds: 60}}",
                "expire | runCommand: {collMod: a, expireAfterSeconds: 60}",
                "expire | runCommand: {collMod: a, cappedSize: 4096}",
                "expire | runCommand: {collMod: a, cappedMax: 10}",
                "index-change | dropIndex: {collection: a, index: b_1}",
                "index-change | dropIndex: {collection: a, index: \"*\"}",
                "index-change | dropIndex: {collection: a, index: {b: 1, c: -1}}",
                "index-change | runCommand: {dropSearchIndex: a, name: x}",
                "drop | drop: a",
                "drop | runCommand: {drop: a}",
                "rename | renameCollection: {from: a, to: b}",
                "check | runCommand: {collMod: a, validator: {b: 1}}",
                "check | runCommand: {collMod: a, validator: {b: 1}, validationLevel: moderate}",
                "rewrite | runCommand: {convertToCapped: a, size: 1000}",
            })
    void finds(String rule, String step) {
        assertThat(dangers(step)).extracting(it -> it.hazard().rule()).containsExactly(rule);
        assertThat(dangers(step)).allSatisfy(it -> {
            assertThat(it.what()).contains(" a");
            assertThat(it.instead()).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "createIndex: {collection: a, key: {b: 1}}",
                "createCollection: a",
                "createCollection: {collection: a, validator: {b: 1}}",
                "runCommand: {collMod: a, validator: {}}",
                "runCommand: {collMod: a, validator: {b: 1}, validationAction: warn}",
                "runCommand: {collMod: a, validationAction: error}",
                "runCommand: {collMod: a, index: {name: b_1, hidden: true}}",
                "runCommand: {collMod: a, index: {keyPattern: {b: 1}, prepareUnique: true}}",
                "runCommand: {collMod: a, index: {keyPattern: {b: 1}, unique: true}}",
                "runCommand: {collMod: a, expireAfterSeconds: \"off\"}",
                "runCommand: {collMod: a, cappedMax: 0}",
                "runCommand: {dropRole: reader}",
            })
    void finds_nothing(String step) {
        assertThat(dangers(step)).isEmpty();
    }

    @Test
    void a_target_that_is_dropped_is_found_too() {
        assertThat(dangers("renameCollection: {from: a, to: b, dropTarget: true}"))
                .extracting(Danger::what)
                .containsExactly(
                        "renames collection a, which running programs use under the old name",
                        "drops collection b, which running programs may use");
    }

    private static List<Danger> dangers(String step) {
        return StructureRules.of((Step.Command) Steps.step(step)).dangers();
    }
}
