package dev.turnpike.embedded.model.answers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The numbers that a schema allows, or those between {@code low} and {@code high} if it says none.
 */
record Range(JsonNode schema, double low, double high) {

  /** The number that is this share of the way from the least to the greatest. */
  JsonNode at(double share) {
    double least = schema.path("minimum").asDouble(low);
    double greatest = schema.path("maximum").asDouble(Math.max(least, high));
    double value = least + share * (greatest - least);
    boolean whole = schema.path("type").asString("").equals("integer");
    return whole
        ? JsonNodeFactory.instance.numberNode(Math.round(value))
        : JsonNodeFactory.instance.numberNode(
            BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP));
  }
}
