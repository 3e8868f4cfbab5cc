package dev.turnpike.operations.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as an option says it: an instant, a day (its begin, UTC), or how long ago. */
public final class PastMoment implements ITypeConverter<Instant> {

  /** For a help text. */
  public static final String FORMS = "7d, 12h or 30m ago, a day such as 2026-11-02, or an instant";

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([dhm])");

  private final InstantSource now;

  PastMoment() {
    this(InstantSource.system());
  }

  PastMoment(InstantSource now) {
    this.now = now;
  }

  @Override
  public Instant convert(String value) {
    var ago = AGO.matcher(value);
    if (ago.matches()) {
      return now.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return value.contains("T")
          ? Instant.parse(value)
          : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' is no time: write %s such as 2026-11-02T10:00:00Z.".formatted(value, FORMS));
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofMinutes(count);
    };
  }
}
