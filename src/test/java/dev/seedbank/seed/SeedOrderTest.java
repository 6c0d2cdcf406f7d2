package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ForeignKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedOrderTest {
    private static List<Collection> collections(String... names) {
        return Arrays.stream(names).map(SeedOrderTest::collection).toList();
    }

    private static Collection collection(String name) {
        return new Collection("public", name, true, Collection.Kind.DATA);
    }

    private static ForeignKey key(String child, String parent) {
        return new ForeignKey("k", collection(child), collection(parent));
    }

    private static List<String> names(SeedOrder<Collection> order) {
        return order.sorted().stream().map(Collection::name).toList();
    }

    @Test
    void files_keep_their_order_when_nothing_is_said() {
        assertThat(names(new SeedOrder<>(collections("b", "a", "b", "c")))).containsExactly("b", "a", "c");
    }

    @Test
    void foreign_keys_put_parents_first() {
        var order = new SeedOrder<>(collections("clients", "ideas", "tenants", "users"));
        foreignKeys(
                order,
                List.of(
                        key("clients", "tenants"),
                        key("ideas", "users"),
                        key("users", "clients"),
                        key("users", "users")));
        assertThat(names(order)).containsExactly("tenants", "clients", "users", "ideas");
    }

    @Test
    void what_the_store_names_comes_first_but_behind_what_it_needs() {
        var order = new SeedOrder<>(collections("agents", "departments", "media", "tenants", "users"));
        order.chain(collections("users", "missing", "departments", "agents"));
        foreignKeys(order, List.of(key("users", "tenants")));
        assertThat(names(order)).containsExactly("tenants", "users", "departments", "agents", "media");
    }

    @Test
    void an_earlier_word_wins_over_a_later_one() {
        var order = new SeedOrder<>(collections("a", "b", "c"));
        order.chain(collections("b", "a"));
        order.chain(collections("a", "b"));
        order.chain(collections("c", "b"));
        foreignKeys(order, List.of(key("b", "a")));
        assertThat(names(order)).containsExactly("c", "b", "a");
    }

    @Test
    void cycles_end() {
        var order = new SeedOrder<>(collections("a", "b", "c"));
        foreignKeys(order, List.of(key("a", "b"), key("b", "c"), key("c", "a")));
        assertThat(names(order)).containsExactlyInAnyOrder("a", "b", "c").startsWith("c", "b");
    }

    @Test
    void every_order_without_cycles_is_kept() {
        var random = new Random(17);
        for (int round = 0; round < 200; round++) {
            var names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
            Collections.shuffle(names, random);
            var keys = new ArrayList<ForeignKey>();
            for (int i = 0; i < 12; i++) {
                int child = 1 + random.nextInt(names.size() - 1);
                keys.add(key(names.get(child), names.get(random.nextInt(child))));
            }
            var order = new SeedOrder<>(collections("a", "b", "c", "d", "e", "f", "g", "h"));
            foreignKeys(order, keys);
            var sorted = names(order);
            assertThat(sorted).hasSize(8);
            keys.forEach(it -> assertThat(sorted.indexOf(it.parent().name()))
                    .isLessThan(sorted.indexOf(it.child().name())));
        }
    }

    private static void foreignKeys(SeedOrder<Collection> order, List<ForeignKey> keys) {
        keys.forEach(key -> order.add(key.parent(), key.child()));
    }
}
