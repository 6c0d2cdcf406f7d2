package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.generate.FakeValues;
import dev.seedbank.seed.generate.Generator;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that Datafaker can make up is made up by the program as it is here: in a native binary its providers are found by reflection. */
@Tag("program")
class FakeProvidersIT {
    private static final String FILE = "seeds/things.json";

    /** They need AWT, which is not in the binary. */
    private static final Set<String> PICTURES = Set.of("image", "fingerprint");

    /** What Datafaker draws from a set of the JDK, whose order is another in each process. */
    private static final Pattern UNSTEADY =
            Pattern.compile("money\\..*|country\\.currency.*|locality\\.localeStringWithoutReplacement");

    @TempDir
    Path project;

    @Test
    void makes_every_value() {
        var expected = new TreeMap<String, String>();
        expressions().forEach(expression -> {
            var field = expression.replace('.', '_');
            var value = made(expression, field);
            if (value != null && value.equals(made(expression, field))) { // some depend on the clock
                expected.put(expression, value);
            }
        });
        assertThat(expected).hasSizeGreaterThan(1000);
        var rules = new StringBuilder("generate:\n  things:\n");
        expected.keySet()
                .forEach(expression ->
                        rules.append("    %s: {faker: %s}%n".formatted(expression.replace('.', '_'), expression)));
        var server = MongoServer.any();
        var database = server.database();
        assertThat(CliRunner.in(project)
                        .env("DATABASE_URI", server.url(database))
                        .file(FILE, "[{\"_id\": 1}]")
                        .file("seeds/seed.yaml", rules.toString())
                        .timeout(Duration.ofMinutes(3))
                        .run("seed"))
                .exits(0)
                .prints("1 inserted");
        var thing = Objects.requireNonNull(
                server.open(database).getCollection("things").find().first());
        var different = new ArrayList<String>();
        expected.forEach((expression, value) -> {
            var actual = thing.getString(expression.replace('.', '_'));
            if (UNSTEADY.matcher(expression).matches() ? actual == null : !value.equals(actual)) {
                different.add("%s: %s instead of %s".formatted(expression, actual, value));
            }
        });
        assertThat(different).isEmpty();
    }

    /** {@code address.city} and so on: all that takes no argument and makes a text. */
    private static Stream<String> expressions() {
        return Stream.of(Faker.class.getInterfaces())
                .flatMap(group -> Stream.of(group.getMethods()))
                .filter(provider -> provider.getParameterCount() == 0)
                .filter(provider -> !PICTURES.contains(provider.getName()))
                .flatMap(provider -> Stream.of(provider.getReturnType().getDeclaredMethods())
                        .filter(FakeProvidersIT::makesText)
                        .map(method -> provider.getName() + "." + method.getName()))
                .distinct()
                .sorted();
    }

    private static boolean makesText(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0
                && method.getReturnType() == String.class
                && !method.isSynthetic()
                && !method.getName().equals("toString");
    }

    private static @Nullable String made(String expression, String field) {
        try {
            return new FakeValues().value(new Generator.Fake(expression, "here"), FILE, field, 1);
        } catch (UsageFailure e) {
            return null; // Datafaker itself cannot
        }
    }
}
