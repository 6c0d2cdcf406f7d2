package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {
    @Test
    void parents_come_first_and_the_given_order_is_kept_otherwise() {
        var tables = tables("a_orders", "customers", "items", "lonely");
        var keys = List.of(key("a_orders", "customers"), key("items", "a_orders"), key("items", "customers"));
        assertThat(names(ForeignKeys.order(tables, keys))).containsExactly("customers", "a_orders", "items", "lonely");
    }

    @Test
    void cycles_stay_together_behind_what_they_refer_to_and_before_what_refers_to_them() {
        var tables = tables("a_child", "chicken", "egg", "self", "z_farm");
        var keys = List.of(
                key("chicken", "egg"),
                key("egg", "chicken"),
                key("egg", "z_farm"),
                key("a_child", "chicken"),
                key("self", "self"));
        assertThat(names(ForeignKeys.order(tables, keys)))
                .containsExactly("z_farm", "chicken", "egg", "a_child", "self");
    }

    @Test
    void keys_to_tables_that_are_not_there_do_not_matter() {
        assertThat(names(ForeignKeys.order(tables("b", "a"), List.of(key("b", "gone"), key("gone", "a")))))
                .containsExactly("b", "a");
    }

    @Test
    void any_graph_without_cycles_is_ordered() {
        var random = new Random(42);
        for (int run = 0; run < 200; run++) {
            int count = random.nextInt(1, 30);
            var tables = new ArrayList<Collection>();
            for (int i = 0; i < count; i++) {
                tables.add(table("t" + i));
            }
            var keys = new ArrayList<ForeignKey>();
            for (int i = 0; i < count * 2; i++) {
                int child = random.nextInt(count);
                if (child > 0) {
                    keys.add(new ForeignKey("k", tables.get(child), tables.get(random.nextInt(child))));
                }
            }
            var shuffled = new ArrayList<>(tables);
            Collections.shuffle(shuffled, random);
            var order = ForeignKeys.order(shuffled, keys);
            assertThat(order).containsExactlyInAnyOrderElementsOf(tables);
            assertThat(keys).allMatch(key -> order.indexOf(key.parent()) < order.indexOf(key.child()));
        }
    }

    @Test
    void a_chain_may_be_as_long_as_there_are_tables() {
        var tables = new ArrayList<Collection>();
        var keys = new ArrayList<ForeignKey>();
        for (int i = 0; i < 50_000; i++) {
            tables.add(table("t" + i));
            keys.add(key("t" + i, "t" + (i + 1)));
        }
        tables.add(table("t50000"));
        assertThat(ForeignKeys.order(tables, keys)).isEqualTo(tables.reversed());
    }

    private static Collection table(String name) {
        return new Collection("public", name, true, Collection.Kind.DATA);
    }

    private static List<Collection> tables(String... names) {
        return Arrays.stream(names).map(ForeignKeysTest::table).toList();
    }

    private static List<String> names(List<Collection> tables) {
        return tables.stream().map(Collection::name).toList();
    }

    private static ForeignKey key(String child, String parent) {
        return new ForeignKey(child + "_" + parent, table(child), table(parent));
    }
}
