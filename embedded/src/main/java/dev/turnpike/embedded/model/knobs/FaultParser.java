package dev.turnpike.embedded.model.knobs;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code fault=…} and the knobs that belong to it. */
final class FaultParser {
  private static final Map<String, FaultKind> KINDS =
      Map.of(
          "hang", FaultKind.HANG,
          "drop", FaultKind.DROP,
          "truncate", FaultKind.TRUNCATE,
          "malformed", FaultKind.MALFORMED,
          "error", FaultKind.ERROR,
          "empty", FaultKind.EMPTY);
  private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int TOO_MANY_REQUESTS = 429;

  private FaultParser() {}

  static Fault parse(KnobParser knobs, String name) {
    String fault = String.valueOf(knobs.value("fault"));
    int status = STATUS.matcher(fault).matches() ? Integer.parseInt(fault) : 0;
    FaultKind kind = status > 0 ? FaultKind.STATUS : KINDS.get(fault);
    if (kind == null) {
      throw new InvalidKnobException(
          "fault=%s: write 429, 500 or another error status, or hang, drop, truncate, malformed,"
                  .formatted(fault)
              + " error or empty.");
    }
    int after = (int) knobs.number("after", kind == FaultKind.HANG ? 0 : 1, 0, 100_000);
    int times = (int) knobs.number("times", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    return new Fault(kind, status, after, times, key(knobs, name), retryAfter(knobs, kind, status));
  }

  private static String key(KnobParser knobs, String name) {
    @Nullable String key = knobs.value("key");
    if (key != null && !KEY.matcher(key).matches()) {
      throw new InvalidKnobException(
          "key=%s: write up to 100 letters, digits, dots, dashes or underscores.".formatted(key));
    }
    return key == null ? name : key;
  }

  private static @Nullable Integer retryAfter(KnobParser knobs, FaultKind kind, int status) {
    if (knobs.value("retry-after") == null) {
      return status == TOO_MANY_REQUESTS ? 1 : null;
    }
    if (kind != FaultKind.STATUS) {
      throw new InvalidKnobException(
          "'retry-after' goes with a fault that is a status: write fault=429.");
    }
    return (int) knobs.number("retry-after", 1, 0, 3600);
  }
}
