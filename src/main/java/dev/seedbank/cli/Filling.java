package dev.seedbank.cli;

import java.lang.reflect.Field;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gives an object what picocli has given another one of the same class: the arguments of a command line, the mixins that hold further
 * ones, and the command's description. So the program is read from its annotations once, when the binary is built, while the objects
 * that run are made with their services for each run.
 */
final class Filling {
    private Filling() {}

    /** @param spec of a command or a mixin; its own object has been filled */
    static void fill(Object object, CommandSpec spec) {
        spec.args().forEach(arg -> set(object, arg.userObject(), arg.getValue()));
        spec.mixins().forEach((name, mixin) -> {
            var element = spec.mixinAnnotatedElements().get(name);
            if (element != null) {
                set(object, element.userObject(), mixin.userObject());
            }
        });
        spec.specElements().forEach(it -> set(object, it.userObject(), spec));
    }

    /** Arguments of mixins and those that are inherited are fields of other classes. */
    private static void set(Object object, Object member, Object value) {
        if (member instanceof Field field && field.getDeclaringClass().isInstance(object)) {
            try {
                field.set(object, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
