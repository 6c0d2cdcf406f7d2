package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    @ParameterizedTest
    @CsvSource({"60s, PT1M", "2m, PT2M", "1m30s, PT1M30S", "0.5s, PT0.5S", "1h, PT1H", "0s, PT0S", "5M, PT5M"})
    void reads_what_people_write(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-5s", "1m-90s", "five", "1d", "PT5S", "60 s", "99999999999999999999s"})
    void says_how_it_is_written(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a duration. Write it as 60s or 1m30s");
    }
}
