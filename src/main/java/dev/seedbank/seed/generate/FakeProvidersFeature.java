package dev.seedbank.seed.generate;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import net.datafaker.Faker;
import net.datafaker.idnumbers.IdNumberGenerator;
import net.datafaker.service.RandomService;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Run by the native build alone: keeps what Datafaker finds by name. The list that it brings itself lacks a tenth of its
 * providers, and this one cannot go stale. Named in {@code META-INF/native-image}.
 */
final class FakeProvidersFeature implements Feature {
    @Override
    public String getDescription() {
        return "Providers of made-up values";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        register(RandomService.class);
        Stream.of(Faker.class.getMethods()).forEach(RuntimeReflection::register); // name() and so on, of its interfaces
        Stream.of(Faker.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getReturnType)
                .filter(type -> type.getName().startsWith("net.datafaker."))
                .distinct()
                .forEach(FakeProvidersFeature::register);
        ServiceLoader.load(IdNumberGenerator.class).stream()
                .map(ServiceLoader.Provider::type)
                .forEach(FakeProvidersFeature::register);
    }

    private static void register(Class<?> provider) {
        RuntimeReflection.register(provider);
        Stream.of(provider.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .forEach(RuntimeReflection::register);
        RuntimeReflection.register(provider.getDeclaredConstructors());
    }
}
