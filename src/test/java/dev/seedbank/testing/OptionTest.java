package dev.seedbank.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of what an option does, which proves it: it runs as it is written, and then once more for each option that it names, with
 * that option left out of each command line on its way to the program. Then it has to fail. Every option of every command is named
 * by one such test; {@code OptionsTest} compares.
 *
 * <pre>{@code
 * @OptionTest("clean --collection")
 * void empties_that_collection_only() {
 *     assertThat(seedbank.run("clean", "--collection", "teams", "--confirm")).exits(0);
 *     assertThat(db.query("select count(*) from users")).containsExactly("1");
 * }
 * }</pre>
 *
 * What a method annotated with {@code @BeforeEach} runs stays as it is.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(OptionTests.class)
public @interface OptionTest {
    /** Command and option, such as {@code backup delete --confirm}; an option of all commands alone, such as {@code --profile}. */
    String[] value();
}
