package dev.turnpike.analytics.query;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.analytics.rollup.Rollups;
import dev.turnpike.events.Granularity;
import dev.turnpike.events.TurnStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the rollups.
 *
 * @param from the start of a window
 * @param to the end of one
 * @param windows that are read
 * @param groupBy the dimensions that rows are told apart by
 * @param only values that dimensions must have
 */
record Question(
    Kind kind,
    Step step,
    Instant from,
    Instant to,
    Granularity windows,
    List<String> groupBy,
    Map<String, String> only) {

  /**
   * What may be asked.
   *
   * @param minutes how long windows of a minute are kept
   * @param hours how long those of an hour
   */
  record Limits(int mostRows, Duration minutes, Duration hours) {}

  private static final List<String> GENERAL = List.of("from", "to", "granularity", "group_by");

  Question {
    groupBy = List.copyOf(groupBy);
    only = Map.copyOf(only);
  }

  /**
   * Reads the parameters of a request; from and to are widened to whole windows.
   *
   * @throws BadQuestion if one is unknown or can't be
   */
  static Question of(Kind kind, Map<String, String> parameters, Instant now, Limits limits) {
    parameters.keySet().stream()
        .filter(name -> !GENERAL.contains(name) && !kind.dimensions().contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadQuestion(
                  "There is no parameter \"%s\": write %s, or one of %s to count only what has that value."
                      .formatted(
                          name, String.join(", ", GENERAL), String.join(", ", kind.dimensions())));
            });
    Step step = Step.named(parameters.getOrDefault("granularity", Step.MINUTE.label()));
    Instant to = instant("to", parameters.get("to"), now);
    Instant from = instant("from", parameters.get("from"), to.minus(step.usual()));
    if (!from.isBefore(to) || from.isBefore(Instant.EPOCH)) {
      throw new BadQuestion("from is %s, which is not before to, %s.".formatted(from, to));
    }
    Granularity windows = step.windows(from, to, now.minus(limits.minutes()));
    Instant oldest = now.minus(windows == Granularity.HOUR ? limits.hours() : limits.minutes());
    if (from.isBefore(oldest)) {
      throw new BadQuestion(
          "from is %s, and windows of this granularity are kept since %s: write a later time, or another granularity."
              .formatted(from, oldest));
    }
    long length = Rollups.length(windows).toMillis();
    Instant start = Instant.ofEpochMilli(Rollups.start(windows, from.toEpochMilli()));
    Instant end = Instant.ofEpochMilli(Rollups.start(windows, to.toEpochMilli() + length - 1));
    long count = start.until(end).toMillis() / length;
    if (step != Step.TOTAL && count > limits.mostRows()) {
      throw new BadQuestion(
          "From %s to %s are %d windows of a %s, and at most %d rows are answered: ask for a shorter time, a coarser granularity or the total."
              .formatted(from, to, count, step.label(), limits.mostRows()));
    }
    Map<String, String> only = new LinkedHashMap<>(parameters);
    GENERAL.forEach(only::remove);
    only.computeIfPresent("status", (_, value) -> status(value));
    only.computeIfPresent("rejudged", (_, value) -> value.toLowerCase(Locale.ROOT));
    return new Question(
        kind, step, start, end, windows, groupBy(kind, parameters.get("group_by")), only);
  }

  /** Its parameters, for another instance; read again by {@link #asked(Kind, Map)}. */
  Map<String, String> asked() {
    Map<String, String> parameters = new LinkedHashMap<>(only);
    parameters.put("from", from.toString());
    parameters.put("to", to.toString());
    parameters.put("granularity", step.label());
    parameters.put("group_by", String.join(",", groupBy));
    parameters.put("windows", windows.name());
    return parameters;
  }

  static Question asked(Kind kind, Map<String, String> parameters) {
    Map<String, String> only = new LinkedHashMap<>(parameters);
    only.keySet().retainAll(kind.dimensions());
    return new Question(
        kind,
        Step.named(parameters.getOrDefault("granularity", "")),
        instant("from", parameters.get("from"), Instant.EPOCH),
        instant("to", parameters.get("to"), Instant.EPOCH),
        Granularity.valueOf(parameters.getOrDefault("windows", Granularity.MINUTE.name())),
        groupBy(kind, parameters.get("group_by")),
        only);
  }

  /** As it is in the rollups; answers have it in small letters. */
  private static String status(String text) {
    String status = text.toUpperCase(Locale.ROOT);
    if (Arrays.stream(TurnStatus.values()).noneMatch(each -> each.name().equals(status))) {
      throw new BadQuestion(
          "status is \"%s\": write completed, failed or cancelled.".formatted(text));
    }
    return status;
  }

  static Instant instant(String name, @Nullable String text, Instant usual) {
    if (text == null) {
      return usual;
    }
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.EPOCH.plusSeconds(1L << 33))) {
        throw new BadQuestion("%s is %s: write a time of our days.".formatted(name, text));
      }
      return instant;
    } catch (DateTimeParseException e) {
      throw new BadQuestion(
          "%s is \"%s\", which is no instant: write for instance 2026-11-23T08:00:00Z."
              .formatted(name, text));
    }
  }

  private static List<String> groupBy(Kind kind, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : Arrays.stream(text.split(",")).map(String::strip).toList()) {
      if (!kind.dimensions().contains(name)) {
        throw new BadQuestion(
            "group_by has \"%s\": write some of %s, separated by commas."
                .formatted(name, String.join(", ", kind.dimensions())));
      }
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
