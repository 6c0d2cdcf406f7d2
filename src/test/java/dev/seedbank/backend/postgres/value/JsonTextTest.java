package dev.seedbank.backend.postgres.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.backend.postgres.copy.RandomRows;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

public class JsonTextTest {
    public static String quoted(String text) {
        return new String(JsonText.quoted(text), StandardCharsets.UTF_8);
    }

    @Test
    void every_character_is_read_back_by_another_parser() throws JsonProcessingException {
        var all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        all.appendCodePoint(0x1f331);
        assertThat(new ObjectMapper().readValue(quoted(all.toString()), String.class))
                .isEqualTo(all.toString());
    }

    @Test
    void random_text_is_read_back_by_another_parser() throws JsonProcessingException {
        var rows = new RandomRows(RandomGeneratorFactory.of("L64X128MixRandom").create(20260128));
        for (int i = 0; i < 500; i++) {
            var text = rows.string(i % 50);
            assertThat(new ObjectMapper().readValue(quoted(text), String.class)).isEqualTo(text);
        }
    }
}
