package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void what_fits_stays_as_it_is() {
        assertThat(Frame.fitting(List.of("a", "b"), List.of("end"), new Terminal.Size(3, 10)))
                .containsExactly("a", "b", "end");
    }

    @Test
    void the_end_of_the_body_and_of_its_lines_is_left_out() {
        assertThat(Frame.fitting(
                        List.of("one", "two, which is long", "three", "four"),
                        List.of("end"),
                        new Terminal.Size(4, 12)))
                .containsExactly("one", "two, which i", "… 2 more lin", "end");
    }

    @Test
    void what_is_below_is_broken_instead() {
        assertThat(Frame.fitting(List.of("one", "two"), List.of("a failure", "end"), new Terminal.Size(4, 5)))
                .containsExactly("… 2 m", "a fai", "lure", "end");
    }

    @Test
    void a_terminal_of_no_height_or_width_ends_it_all_the_same() {
        assertThat(Frame.fitting(List.of("one", "two"), List.of("表"), new Terminal.Size(1, 1)))
                .containsExactly("…", "表");
    }
}
