package dev.seedbank.seed.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.generate.Generator.Fake;
import dev.seedbank.seed.generate.Generator.Now;
import dev.seedbank.seed.generate.Generator.Password;
import dev.seedbank.seed.generate.Generator.Reference;
import dev.seedbank.seed.generate.Generator.Uuid;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GeneratedFieldsTest {
    private static final Collection TENANTS = new Collection("public", "tenants", true, Collection.Kind.DATA);
    private static final Instant NOW = Instant.parse("2026-01-28T10:30:00.123456789Z");

    private static SeedRow row(String... namesAndValues) {
        var fields = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], new Value.Json(namesAndValues[i + 1]));
        }
        return new SeedRow("seeds/users.json", 7, fields);
    }

    private static SequencedMap<String, Value> apply(String field, Generator rule, SeedRow row) {
        return apply(field, rule, row, 1);
    }

    private static SequencedMap<String, Value> apply(String field, Generator rule, SeedRow row, long number) {
        var rules = new LinkedHashMap<String, Generator>();
        rules.put(field, rule);
        return new GeneratedFields(rules, Map.of(), Map.of("tenants", TENANTS), Sources.of(NOW, new SecureRandom()))
                .apply(row, number)
                .fields();
    }

    private static Password password(String from, String text) {
        return new Password(Optional.ofNullable(from), Optional.ofNullable(text), 4);
    }

    private static boolean verifies(Value hash, String password) {
        return hash instanceof Value.Hashed(var text)
                && BCrypt.verifyer().verify(password.toCharArray(), text).verified;
    }

    @Test
    void a_rows_own_value_wins_over_what_would_be_made_up() {
        for (var rule : new Generator[] {new Now(), new Uuid(), new Fake("name.full_name", "x")}) {
            assertThat(apply("f", rule, row("f", "\"mine\""))).containsEntry("f", new Value.Json("\"mine\""));
            assertThat(apply("f", rule, row("f", "null"))).containsEntry("f", new Value.Json("null"));
        }
    }

    @Test
    void now_is_the_time_of_the_run_in_milliseconds() {
        assertThat(apply("f", new Now(), row()))
                .containsEntry("f", new Value.Generated(Value.Kind.MOMENT, "2026-01-28T10:30:00.123Z"));
    }

    @Test
    void uuids_are_random_and_of_version_4() {
        var first = (Value.Generated) apply("f", new Uuid(), row()).get("f");
        var second = (Value.Generated) apply("f", new Uuid(), row()).get("f");
        assertThat(first).isNotEqualTo(second);
        var uuid = UUID.fromString(first.text());
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void a_password_is_hashed_with_a_salt_of_its_own() {
        var fromFile =
                apply("f", password(null, null), row("f", "\"Gr\\u00fcn 1!\"")).get("f");
        assertThat(verifies(fromFile, "Grün 1!")).isTrue();
        assertThat(verifies(fromFile, "Grün 2!")).isFalse();
        var constant = password(null, "Systech@123");
        assertThat(verifies(apply("f", constant, row()).get("f"), "Systech@123"))
                .isTrue();
        assertThat(apply("f", constant, row())).isNotEqualTo(apply("f", constant, row()));
        assertThat(verifies(apply("f", constant, row("f", "\"own\"")).get("f"), "own"))
                .isTrue();
    }

    @Test
    void a_password_may_come_from_another_field_which_is_not_seeded() {
        var fields = apply("hash", password("password", null), row("password", "\"secret\"", "a", "1"));
        assertThat(fields.sequencedKeySet()).containsExactly("a", "hash");
        assertThat(verifies(fields.get("hash"), "secret")).isTrue();
    }

    @Test
    void what_is_a_hash_already_or_null_or_absent_stays() {
        var hash = "\"$2b$10$" + "a".repeat(53) + "\"";
        assertThat(apply("f", password(null, null), row("f", hash)))
                .containsEntry("f", new Value.Text(hash.replace("\"", "")));
        assertThat(apply("f", password(null, "x"), row("f", "null"))).containsEntry("f", new Value.Json("null"));
        assertThat(apply("f", password(null, null), row())).isEmpty();
    }

    @Test
    void a_password_that_bcrypt_would_cut_is_refused_without_showing_it() {
        for (var wrong : new String[] {"\"" + "x".repeat(72) + "\"", "\"a\\u0000b\"", "12"}) {
            assertThatThrownBy(() -> apply("f", password(null, null), row("f", wrong)))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageStartingWith("seeds/users.json:7: f: a password")
                    .hasMessageNotContaining("xxx");
        }
    }

    @Test
    void a_reference_is_looked_up_by_the_files_value() {
        var rule = new Reference("tenants", "slug", Optional.empty(), Optional.empty());
        assertThat(apply("f", rule, row("f", "\"systech\"")))
                .containsEntry("f", new Value.Reference(TENANTS, "slug", new Value.Json("\"systech\"")));
        assertThat(apply("f", rule, row("f", "null"))).containsEntry("f", new Value.Json("null"));
        assertThat(apply("f", rule, row())).isEmpty();
        assertThatThrownBy(() -> apply("f", rule, row("f", "[1]")))
                .hasMessage("seeds/users.json:7: f: a reference takes one value, not a list");
    }

    @Test
    void a_reference_may_come_from_another_field_or_be_the_same_for_all() {
        var rule = new Reference("tenants", "slug", Optional.of("tenant"), Optional.of("systech"));
        assertThat(apply("tenant_id", rule, row("tenant", "\"acme\"")))
                .isEqualTo(java.util.Map.of(
                        "tenant_id", new Value.Reference(TENANTS, "slug", new Value.Json("\"acme\""))));
        assertThat(apply("tenant_id", rule, row()))
                .containsEntry("tenant_id", new Value.Reference(TENANTS, "slug", new Value.Text("systech")));
    }

    @Test
    void invented_values_are_the_same_in_every_run_on_every_machine() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            var name = new Fake("name.full_name", "x");
            var first = apply("f", name, row(), 1);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(apply("f", name, row(), 1)).isEqualTo(first);
            assertThat(apply("f", name, row(), 2)).isNotEqualTo(first);
            assertThat(apply("g", name, row(), 1).get("g")).isNotEqualTo(first.get("f"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void an_invented_value_may_be_a_template() {
        var value = (Value.Generated)
                apply("f", new Fake("#{number.number_between '10','99'}-#{letterify '??'}", "x"), row())
                        .get("f");
        assertThat(value.text()).matches("\\d\\d-[a-z]{2}");
        var phone = (Value.Generated)
                apply("f", new Fake("+49 #{number.digits '8'}", "x"), row()).get("f");
        assertThat(phone.text()).matches("\\+49 \\d{8}");
    }

    @Test
    void what_invents_nothing_is_named_before_anything_is_written() {
        var rules = new LinkedHashMap<String, Generator>();
        rules.put("f", new Fake("nme.full_name", "seeds/seed.yaml:12"));
        var fields =
                new GeneratedFields(rules, Map.of(), Map.of("tenants", TENANTS), Sources.of(NOW, new SecureRandom()));
        assertThatThrownBy(() -> fields.check("seeds/users.json"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("seeds/seed.yaml:12: 'nme.full_name' makes no value");
    }
}
