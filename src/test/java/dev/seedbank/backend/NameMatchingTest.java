package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchingTest {
    @ParameterizedTest
    @CsvSource({
        "tenantId, tenant_id",
        "tenant_id, tenantId",
        "TenantID, tenant_id",
        "HTMLBody, html_body",
        "line2, line_2",
        "addressLine2Text, address_line_2_text",
        "straßeNeu, straße_neu",
    })
    void names_of_the_same_words_are_the_same(String name, String other) {
        assertThat(NameMatching.match(name, List.of("x", other))).contains(other);
        assertThat(NameMatching.match(other, List.of(name, "x"))).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"username, user_name", "_id, id", "id, _id", "users, user", "tenantids, tenant_id"})
    void other_words_are_not(String name, String other) {
        assertThat(NameMatching.match(name, List.of(other))).isEmpty();
    }

    @Test
    void the_name_itself_comes_first_and_of_two_others_none() {
        assertThat(NameMatching.match("tenantId", List.of("tenant_id", "tenantId")))
                .contains("tenantId");
        assertThat(NameMatching.match("tenantId", List.of("tenant_id", "tenantID")))
                .isEmpty();
        assertThat(NameMatching.match("tenantId", List.of())).isEmpty();
    }
}
