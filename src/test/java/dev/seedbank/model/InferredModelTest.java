package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.model.SpecialValue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InferredModelTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void a_map_keyed_by_ids_becomes_one_schema_for_all_its_names() {
        var shape = new Shape();
        for (int i = 0; i < 1_000; i++) {
            var document = NODES.objectNode().put("name", "n" + i);
            document.putObject("scores").putObject("u" + i).put("points", i);
            shape.add(document);
        }
        var schema = ShapeSchema.of(shape);
        assertThat(schema.at("/required/0").asText()).isEqualTo("name");
        var scores = schema.at("/properties/scores");
        assertThat(scores.has("properties")).isFalse();
        assertThat(scores.at("/additionalProperties/properties/points/type").asText())
                .isEqualTo("integer");
    }

    @Test
    void any_number_of_names_at_any_depth_takes_limited_memory() {
        var random = new Random(7);
        var shape = new Shape();
        for (int i = 0; i < 20_000; i++) {
            var document = NODES.objectNode();
            ObjectNode at = document;
            for (int depth = 0; depth < 4; depth++) {
                at = at.putObject("k" + random.nextInt(90));
            }
            shape.add(document);
        }
        assertThat(size(shape)).isLessThan(20_000);
    }

    private static int size(Shape shape) {
        int size = 1 + (shape.others == null ? 0 : size(shape.others)) + (shape.items == null ? 0 : size(shape.items));
        return size
                + shape.fields.values().stream()
                        .mapToInt(InferredModelTest::size)
                        .sum();
    }

    @Test
    void shares_and_types_are_told() {
        var shape = new Shape();
        for (int i = 0; i < 100; i++) {
            var document = NODES.objectNode();
            document.set("at", NODES.pojoNode(new SpecialValue("date", "2026-01-01T00:00:00Z")));
            if (i < 25) {
                document.put("age", i);
            } else if (i < 50) {
                document.putNull("age");
            }
            shape.add(document);
        }
        var schema = ShapeSchema.of(shape);
        assertThat(schema.at("/properties/at").toString()).isEqualTo("{\"bsonType\":\"date\"}");
        assertThat(schema.at("/properties/age/type").toString()).isEqualTo("[\"null\",\"integer\"]");
        assertThat(schema.at("/properties/age/$comment").asText())
                .isEqualTo("present in 50.0 %; int 50.0 %, null 50.0 %");
        assertThat(schema.at("/required").toString()).isEqualTo("[\"at\"]");
    }
}
