package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of a schema as the server has them: int, long, double, decimal. A fraction such as 0.1 is no double: documents hold the
 * double next to it, or the exact decimal, and both count as 0.1 here.
 */
final class ServerNumber {
    private static final int DECIMAL_DIGITS = 34;
    private static final int DECIMAL_EXPONENT = 6_000;

    private ServerNumber() {}

    /** All of the server's numbers that are this one, a double before a decimal; empty if there is none. */
    static List<JsonNode> all(JsonNode number) {
        var value = number.decimalValue();
        var whole = whole(value);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        double nearest = value.doubleValue();
        boolean isShown =
                Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(value) == 0;
        if (isShown && new BigDecimal(nearest).compareTo(value) == 0) {
            return List.of(Rule.NODES.numberNode(nearest));
        }
        var decimal = decimal(value);
        return isShown
                ? decimal.map(it -> List.of(Rule.NODES.numberNode(nearest), it))
                        .orElse(List.of(Rule.NODES.numberNode(nearest)))
                : decimal.map(List::of).orElse(List.of());
    }

    /** A count, such as a length: whole, and not negative. */
    static Optional<JsonNode> count(JsonNode number) {
        return number.isNumber() && number.decimalValue().signum() >= 0
                ? whole(number.decimalValue())
                : Optional.empty();
    }

    /** A double by its very bits. */
    static BigDecimal exact(JsonNode number) {
        return number.isDouble() ? new BigDecimal(number.doubleValue()) : number.decimalValue();
    }

    private static Optional<JsonNode> whole(BigDecimal value) {
        if (value.signum() != 0 && value.precision() - value.scale() > 19) {
            return Optional.empty();
        }
        try {
            long number = value.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
            return Optional.of(
                    number == (int) number ? Rule.NODES.numberNode((int) number) : Rule.NODES.numberNode(number));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> decimal(BigDecimal value) {
        var shortest = value.stripTrailingZeros();
        boolean fits = shortest.precision() <= DECIMAL_DIGITS && Math.abs(shortest.scale()) < DECIMAL_EXPONENT;
        return fits ? Optional.of(Rule.NODES.numberNode(shortest)) : Optional.empty();
    }
}
