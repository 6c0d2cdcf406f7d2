package dev.seedbank.backend.mongo.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a.b", "a\\b", "a$b", "a\"b", "a\0b", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"})
    void databases_that_no_server_takes(String name) {
        assertThat(NameRules.brokenByDatabase(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "a-b_c", "_x", "ü", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx"})
    void others_that_it_takes(String name) {
        assertThat(NameRules.brokenByDatabase(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a$b", "$", "a\0b", ".a"})
    void collections_that_no_server_takes(String name) {
        assertThat(NameRules.brokenByCollection(in("shop", name))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "a b/c\"d", "a.b", "名前", "a."})
    void other_collections(String name) {
        assertThat(NameRules.brokenByCollection(in("shop", name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 251})
    void the_longest_has_255_bytes_with_its_database(int length) {
        assertThat(NameRules.brokenByCollection(in("shop", "u".repeat(length))).isPresent())
                .isEqualTo(length > 250);
    }

    private static Collection in(String database, String name) {
        return new Collection(database, name, true, Collection.Kind.DATA);
    }
}
