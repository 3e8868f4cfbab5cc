package dev.turnpike.embedded.model.knobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code knob=value,knob=value}; a colon separates as well as a comma. */
final class KnobParser {
  private static final List<String> KNOWN =
      List.of(
          "ttft",
          "gap",
          "rate",
          "tokens",
          "text",
          "seed",
          "fault",
          "after",
          "times",
          "key",
          "retry-after");
  private static final Pattern SEPARATOR = Pattern.compile("[,:]");
  private static final long LONGEST_MILLIS = 600_000;
  private static final int MOST_TOKENS = 100_000;

  private final Map<String, String> values;
  private final Knobs defaults;

  private KnobParser(Map<String, String> values, Knobs defaults) {
    this.values = values;
    this.defaults = defaults;
  }

  /** Where a fault that is limited to some requests names no key, they are counted by the name. */
  static Knobs parse(String knobs, String name, Knobs defaults) {
    return new KnobParser(split(knobs), defaults).knobs(name);
  }

  private Knobs knobs(String name) {
    Fault fault = values.containsKey("fault") ? FaultParser.parse(this, name) : noFault();
    return new Knobs(
        millis("ttft", defaults.ttft()),
        gap(),
        tokens(),
        text(),
        number("seed", defaults.seed(), Long.MIN_VALUE, Long.MAX_VALUE),
        fault);
  }

  private static Map<String, String> split(String knobs) {
    Map<String, String> values = new LinkedHashMap<>();
    if (knobs.isEmpty()) {
      return values;
    }
    for (String part : SEPARATOR.split(knobs, -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (!KNOWN.contains(name)) {
        throw new InvalidKnobException(
            "Unknown knob '%s': write one of %s, for example sim:ttft=200,gap=20,tokens=50."
                .formatted(name, String.join(", ", KNOWN)));
      }
      if (equals < 0) {
        throw new InvalidKnobException(
            "The knob '%s' needs a value: write %s=….".formatted(name, name));
      }
      if (values.put(name, part.substring(equals + 1)) != null) {
        throw new InvalidKnobException(
            "The knob '%s' is there twice: write it once.".formatted(name));
      }
    }
    return values;
  }

  private Duration millis(String knob, Duration otherwise) {
    return Duration.ofMillis(number(knob, otherwise.toMillis(), 0, LONGEST_MILLIS));
  }

  private Duration gap() {
    @Nullable String rate = value("rate");
    if (rate == null) {
      return millis("gap", defaults.gap());
    }
    if (value("gap") != null) {
      throw new InvalidKnobException("'gap' and 'rate' say the same: write one of them.");
    }
    long perSecond = number("rate", 0, 1, MOST_TOKENS);
    return Duration.ofNanos(1_000_000_000 / perSecond);
  }

  private @Nullable Integer tokens() {
    return value("tokens") == null
        ? defaults.tokens()
        : Integer.valueOf((int) number("tokens", 0, 1, MOST_TOKENS));
  }

  private TextKind text() {
    @Nullable String text = value("text");
    if (text == null) {
      return defaults.text();
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "answer" -> TextKind.ANSWER;
      case "lorem" -> TextKind.LOREM;
      default -> throw new InvalidKnobException("text=%s: write answer or lorem.".formatted(text));
    };
  }

  private @Nullable Fault noFault() {
    for (String knob : List.of("after", "times", "key", "retry-after")) {
      if (value(knob) != null) {
        throw new InvalidKnobException(
            "The knob '%s' belongs to a fault: write fault=… too.".formatted(knob));
      }
    }
    return defaults.fault();
  }

  @Nullable String value(String knob) {
    return values.get(knob);
  }

  long number(String knob, long otherwise, long least, long most) {
    @Nullable String value = value(knob);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new InvalidKnobException(
        "%s=%s: write a whole number from %d to %d.".formatted(knob, value, least, most));
  }
}
