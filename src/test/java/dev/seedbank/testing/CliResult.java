package dev.seedbank.testing;

import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertProvider;

/**
 * What a command left: AssertJ's own {@code assertThat(result)} takes it and offers {@link Checks}.
 *
 * @param out standard output, {@code err} standard error, both read as UTF-8
 */
public record CliResult(int exitCode, String out, String err, Duration duration)
        implements AssertProvider<CliResult.Checks> {
    @Override
    public Checks assertThat() {
        return new Checks(this);
    }

    /** Without the sequences by which terminals are told of colours and the cursor. */
    static String plain(String text) {
        return text.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]", "");
    }

    /** Sentences about a command, colours left aside; each failing one shows the whole of what the command said. */
    public static final class Checks extends AbstractAssert<Checks, CliResult> {
        Checks(CliResult result) {
            super(result, Checks.class);
        }

        public Checks exits(int code) {
            if (actual.exitCode != code) {
                fail("to exit with " + code);
            }
            return this;
        }

        /** On either stream. */
        public Checks says(String... texts) {
            return holds(actual.out + actual.err, "to say", texts);
        }

        /** On standard output. */
        public Checks prints(String... texts) {
            return holds(actual.out, "to print", texts);
        }

        /** On standard error. */
        public Checks warns(String... texts) {
            return holds(actual.err, "to warn", texts);
        }

        /** On neither stream. */
        public Checks neverSays(String... texts) {
            for (var text : texts) {
                if (plain(actual.out + actual.err).contains(text)) {
                    fail("never to say \"" + text + "\"");
                }
            }
            return this;
        }

        private Checks holds(String said, String verb, String... texts) {
            for (var text : texts) {
                if (!plain(said).contains(text)) {
                    fail(verb + " \"" + text + "\"");
                }
            }
            return this;
        }

        private void fail(String expectation) {
            failWithMessage(
                    "%nExpected the command %s.%nIt exited with %s after %s.%n--- out%n%s%n--- err%n%s",
                    expectation, actual.exitCode, actual.duration, actual.out, actual.err);
        }
    }
}
