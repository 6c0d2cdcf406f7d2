package dev.seedbank.backend.postgres.structure.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.definition.Column.NotNull;
import dev.seedbank.backend.postgres.structure.definition.Column.Origin;
import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition.Attribute;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition.Grant;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No component of a definition is forgotten when two are compared. */
class PartsTest {
    /** What says which object it is, or where and how its statements are written, but not what it is. */
    private static final Set<String> NO_PART = Set.of(
            "TableDefinition.name",
            "Column.declared",
            "NotNull.declared",
            "NotNull.isConstraint",
            "Default.apart",
            "Check.apart",
            "Check.declared",
            "ConstraintDefinition.table",
            "ConstraintDefinition.name",
            "IndexDefinition.name",
            "SequenceDefinition.name",
            "EnumDefinition.name",
            "CompositeDefinition.name",
            "DomainDefinition.name",
            "ViewDefinition.name",
            "PolicyDefinition.table",
            "PolicyDefinition.name",
            "RowSecurityDefinition.table",
            "OwnerDefinition.target",
            "GrantsDefinition.start",
            "GrantsDefinition.target");

    static Stream<Definition> definitions() {
        var option = List.of(new Setting("a", "1"));
        var counting = new SequenceOptions("1", "2", "3", "4", "5", true);
        var check = new Check("c", "CHECK (true)", true, false, false);
        var notNull = new NotNull("n", true, true, true, false);
        var columns = Stream.of(
                        new ColumnValue.Default("1", false),
                        new ColumnValue.Generated("2", "STORED"),
                        new ColumnValue.Identity("ALWAYS", "s", counting))
                .map(value -> new Column(
                        "c" + value.clause(),
                        "t",
                        "l",
                        "p",
                        value,
                        notNull,
                        Origin.OWN,
                        true,
                        "s",
                        "7",
                        option,
                        option))
                .toList();
        return Stream.of(
                new TableDefinition(
                        "t",
                        true,
                        columns,
                        List.of(check),
                        new Descent.Partition("p", "b"),
                        "k",
                        "m",
                        option,
                        "o",
                        new TableDefinition.Server("s", List.of(new Setting("b", "1")))),
                new ConstraintDefinition("t", "c", true, "UNIQUE (a)", option),
                new IndexDefinition("i", "CREATE INDEX", option),
                new SequenceDefinition("s", true, "t", counting),
                new EnumDefinition("e", List.of("a", "b")),
                new CompositeDefinition("c", List.of(new Attribute("a", "t", "c"))),
                new DomainDefinition("d", "t", "c", "v", "n", List.of(check)),
                new ViewDefinition("v", true, "m", option, "q", option, List.of(new Setting("a", "STORAGE MAIN"))),
                new PolicyDefinition("t", "p", true, "ALL", List.of("a"), "u", "w"),
                new RowSecurityDefinition("t", true, true),
                new OwnerDefinition("t", "r"),
                new GrantsDefinition("s", "t", List.of(new Grant(false, "p", "g", true, "o"))),
                new Statements(List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void every_component_is_a_part_or_in_one(Definition definition) throws ReflectiveOperationException {
        assertThat(definition.differences(definition)).isEmpty();
        for (var variant : variants(definition)) {
            boolean isTold =
                    !definition.differences((Definition) variant.value()).isEmpty();
            assertThat(isTold).as(variant.changed()).isEqualTo(!NO_PART.contains(variant.changed()));
        }
    }

    private record Variant(String changed, Object value) {}

    /** The same record with one component changed, for each that it or the records in it have. */
    private static List<Variant> variants(Object value) throws ReflectiveOperationException {
        var variants = new ArrayList<Variant>();
        var components = value.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            var name = value.getClass().getSimpleName() + "." + components[i].getName();
            for (var other : others(name, components[i].getAccessor().invoke(value))) {
                variants.add(new Variant(other.changed(), with(value, components, i, other.value())));
            }
        }
        return variants;
    }

    private static List<Variant> others(String name, Object component) throws ReflectiveOperationException {
        return switch (component) {
            case Boolean flag -> List.of(new Variant(name, !flag));
            case String text -> List.of(new Variant(name, text + "x"));
            case Origin origin -> List.of(new Variant(name, Origin.INHERITED));
            case List<?> list -> {
                var others = new ArrayList<Variant>(List.of(new Variant(name, List.of())));
                for (int i = 0; i < list.size(); i++) {
                    for (var other : others(name, list.get(i))) {
                        var copy = new ArrayList<Object>(list);
                        copy.set(i, other.value());
                        others.add(new Variant(other.changed(), copy));
                    }
                }
                yield others;
            }
            default -> variants(component);
        };
    }

    private static Object with(Object value, RecordComponent[] components, int changed, Object other)
            throws ReflectiveOperationException {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = i == changed ? other : components[i].getAccessor().invoke(value);
        }
        return value.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
