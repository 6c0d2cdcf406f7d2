package dev.seedbank.seed.generate;

import dev.seedbank.failure.UsageFailure;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/**
 * Made-up values that are the same in every run: file, field and row number are the random seed, so that a value does not
 * depend on what was asked for before it. The library is loaded with the first value. Not thread-safe.
 */
public final class FakeValues {
    private final Random random = new Random(0);
    private @Nullable Faker faker;

    /** @throws UsageFailure if nothing can make such a value */
    public String value(Generator.Fake rule, String file, String field, long row) {
        var expression = rule.expression().contains("#{") ? rule.expression() : "#{" + rule.expression() + "}";
        random.setSeed(31L * file.hashCode() + field.hashCode() + row * 0x9E3779B97F4A7C15L);
        try {
            return faker().expression(expression);
        } catch (RuntimeException e) {
            throw new UsageFailure(
                    "%s: '%s' makes no value".formatted(rule.where(), rule.expression()),
                    "Write it as Datafaker does, such as name.full_name or '#{number.number_between ''1'',''9''}'.",
                    e);
        }
    }

    /** The language is fixed, so that the machine's own does not change the values. */
    private Faker faker() {
        if (faker == null) {
            faker = new Faker(Locale.ENGLISH, random);
        }
        return faker;
    }
}
