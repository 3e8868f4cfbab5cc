package dev.turnpike.local.chat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Who gave an answer, what it took and how long, in one line. What is not known is left out.
 *
 * <p>Used by one thread.
 */
final class TurnLine {

  private static final MathContext COST = new MathContext(2, RoundingMode.HALF_UP);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private String model = "";
  private boolean simulated;

  void hear(Frame frame) {
    model = frame.data().path("model").asString(model);
    simulated = frame.data().path("simulated").asBoolean(simulated);
  }

  /**
   * @param silent the answer has no text
   * @param report what the server tells of the turn once it has ended
   */
  Optional<String> under(boolean silent, JsonNode report) {
    List<String> parts = new ArrayList<>();
    if (!model.isEmpty()) {
      String name = Printable.of(model).replace('\n', ' ');
      parts.add(simulated ? name + ", the built-in simulated model" : name);
    }
    if (silent) {
      parts.add("no text");
    }
    tokens(report.path("usage")).ifPresent(parts::add);
    cost(report.path("cost_usd")).ifPresent(parts::add);
    times(report.path("timings")).ifPresent(parts::add);
    int attempts = report.path("attempts").asInt(1);
    if (attempts > 1) {
      parts.add("attempt " + attempts);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
  }

  private static Optional<String> tokens(JsonNode usage) {
    if (!usage.has("input_tokens")) {
      return Optional.empty();
    }
    return Optional.of(
        "%s%d + %d tokens"
            .formatted(
                usage.path("estimated").asBoolean(false) ? "about " : "",
                usage.path("input_tokens").asLong(0),
                usage.path("output_tokens").asLong(0)));
  }

  private static Optional<String> cost(JsonNode cost) {
    return cost.isNumber() ? Optional.of("$" + plain(cost.decimalValue())) : Optional.empty();
  }

  private static String plain(BigDecimal cost) {
    return cost.signum() == 0 ? "0" : cost.round(COST).stripTrailingZeros().toPlainString();
  }

  private static Optional<String> times(JsonNode timings) {
    List<String> parts = new ArrayList<>();
    between(timings, "first_token_at").ifPresent(each -> parts.add("first token " + each));
    between(timings, "finished_at").ifPresent(each -> parts.add("all " + each));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private static Optional<String> between(JsonNode timings, String end) {
    try {
      Duration time =
          Duration.between(
              Instant.parse(timings.path("accepted_at").asString("")),
              Instant.parse(timings.path(end).asString("")));
      return Optional.of(
          time.compareTo(SECOND) < 0
              ? time.toMillis() + " ms"
              : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0));
    } catch (DateTimeParseException unknown) {
      return Optional.empty();
    }
  }
}
