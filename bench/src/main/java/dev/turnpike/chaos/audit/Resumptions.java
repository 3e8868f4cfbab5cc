package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How long clients whose connection had ended were without what was there for them. Those that left
 * by themselves come back when they like, and are none of these.
 */
public final class Resumptions {

  private Resumptions() {}

  /**
   * One cut that was got over.
   *
   * @param at when the connection had ended
   * @param whole from then until the next frame, whatever it waited for
   * @param due the part of it in which the log had an event that the client did not have
   * @param outage whether meanwhile no ingress node, no broker or no database was there
   */
  public record Resumption(
      UUID turn, Heard.Cut cut, Instant at, Duration whole, Duration due, boolean outage) {}

  static List<Resumption> of(Evidence evidence) {
    Absences absences = new Absences(evidence.circumstances().entries());
    List<Absences.Span> outages =
        Stream.of("ingress-api", "broker", "database")
            .flatMap(part -> absences.ofAll(name -> name.startsWith(part)).stream())
            .toList();
    List<Resumption> all = new ArrayList<>();
    for (Asked asked : evidence.asked().values()) {
      for (Heard heard : asked.heard()) {
        heard.turn().ifPresent(turn -> add(turn, heard, evidence, outages, all));
      }
    }
    return all;
  }

  private static void add(
      UUID turn,
      Heard heard,
      Evidence evidence,
      List<Absences.Span> outages,
      List<Resumption> all) {
    Optional<Follower> follower = Optional.ofNullable(evidence.replies().get(turn));
    for (Heard.Gap gap : heard.gaps()) {
      if (gap.cut() != Heard.Cut.LEFT) {
        Instant end = gap.at().plus(gap.length());
        Instant due = follower.map(each -> each.due(gap.at(), gap.chars())).orElse(gap.at());
        Duration late = Duration.between(due, end);
        all.add(
            new Resumption(
                turn,
                gap.cut(),
                gap.at(),
                gap.length(),
                late.isNegative() ? Duration.ZERO : late,
                outages.stream().anyMatch(span -> span.overlaps(gap.at(), end))));
      }
    }
  }
}
