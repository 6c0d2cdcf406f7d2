package dev.seedbank.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String quoted(String text) {
        return new String(JsonText.quoted(text), UTF_8);
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
    void random_text_is_read_back_by_us_and_by_another_parser() throws JsonProcessingException {
        var random = new Random(20260128);
        for (int i = 0; i < 2_000; i++) {
            var text = random.ints(i % 50, 0, 0x11000)
                    .map(c -> (c >= 0xd800 && c < 0xe000) || random.nextInt(3) > 0 ? c % 0x80 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(new ObjectMapper().readValue(quoted(text), String.class)).isEqualTo(text);
            assertThat(JsonText.unquoted(quoted(text))).isEqualTo(text);
        }
    }

    @Test
    void what_another_writer_escapes_is_read_alike() throws JsonProcessingException {
        var text = "aé日🌱\n\"\\/\u0000";
        var mapper = com.fasterxml.jackson.databind.json.JsonMapper.builder()
                .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
        assertThat(JsonText.unquoted(mapper.writeValueAsString(text))).isEqualTo(text);
    }
}
