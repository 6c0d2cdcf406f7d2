package dev.seedbank.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;

/**
 * Runs an {@link OptionTest} as it is, and once without each of its options. The second part proves the test rather than the program,
 * so the jar's run is enough for it.
 */
final class OptionTests implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(OptionTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var options =
                context.getRequiredTestMethod().getAnnotation(OptionTest.class).value();
        var without = Arrays.stream(options).map(CommandOption::of).map(Without::new);
        return Stream.concat(Stream.of(new AsWritten()), Program.isBinary() ? Stream.empty() : without);
    }

    private record AsWritten() implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int number) {
            return "passes as it is written";
        }
    }

    private record Without(CommandOption option) implements TestTemplateInvocationContext, InvocationInterceptor {
        @Override
        public String getDisplayName(int number) {
            return "fails without " + option;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            var leftOut = new AtomicBoolean();
            Program.rewrite(arguments -> {
                var fewer = option.leftOutOf(arguments);
                leftOut.compareAndSet(false, !fewer.equals(arguments));
                return fewer;
            });
            try {
                test.proceed();
            } catch (TestAbortedException e) {
                throw e;
            } catch (Throwable expected) {
                if (!leftOut.get()) {
                    throw new AssertionError("The test failed before it gave the program " + option, expected);
                }
                return;
            } finally {
                Program.rewrite(arguments -> arguments);
            }
            throw new AssertionError(
                    leftOut.get()
                            ? "The test passes without %s, too: it does not show what the option does".formatted(option)
                            : "The test never gives the program " + option);
        }
    }
}
