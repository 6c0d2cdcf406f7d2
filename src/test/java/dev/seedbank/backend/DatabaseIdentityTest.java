package dev.seedbank.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseIdentityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rs0/shop | a:27017         | rs0/x | b:27017   | true
            rs0/shop | a:27017         | rs1/x | a:27017   | false
                     | a:27017,b:27017 | rs0/x | b:27017   | true
                     | localhost:5432  |       | 127.0.0.1:5432 | true
                     | [::1]:5432      |       | LocalHost:5432 | true
                     | a:5432          |       | a:5433    | false
            """)
    void one_server_is_known_by_its_own_word_or_by_a_host_in_common(
            String id, String address, String otherId, String otherAddress, boolean same) {
        var one = new DatabaseIdentity(id == null ? "" : id, address, "shop");
        var other = new DatabaseIdentity(otherId == null ? "" : otherId, otherAddress, "x");
        assertThat(one.isOnServerOf(other)).isEqualTo(same);
        assertThat(other.isOnServerOf(one)).isEqualTo(same);
    }
}
