package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Chronicle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long it took after each kill -9 of a worker until the last of its turns spoke again, from
 * another worker. A turn was the dead worker's if its attempt before had begun earlier than the
 * kill and its next one began after it, before the next kill.
 */
public record Takeovers(List<Takeover> all) {

  /** How soon a killed worker's turns must go on. */
  static final Duration LIMIT = Duration.ofSeconds(8);

  private static final String WORKERS = "agent-workers";

  /** What neither takes anything from those who take over nor changes who owns what. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          ".*-ingress|.*-client|.*-clients|(kill|freeze)-background|poison"
              + "|ingress-api-.*|memory-extractor-.*|judge-workers-.*|turn-analytics-.*");

  public Takeovers {
    all = List.copyOf(all);
  }

  /**
   * An attempt that was not its turn's first.
   *
   * @param previousAt when the attempt before began
   */
  public record Beginning(UUID turn, int attempt, Instant previousAt, Instant at) {}

  /**
   * One kill.
   *
   * @param turns that were taken over
   * @param longest until the last of them spoke again; zero if there was none
   * @param overlapped what made it impossible, or unfair, to be in time; "" if nothing did
   */
  public record Takeover(
      String worker, Instant killedAt, int turns, Duration longest, String overlapped) {

    /** Whether it says something about takeovers. */
    public boolean judged() {
      return turns > 0 && overlapped.isEmpty();
    }
  }

  static Takeovers of(Evidence evidence) {
    Circumstances around = evidence.circumstances();
    return of(around.entries(), around.troubles(), beginnings(evidence));
  }

  /**
   * @param entries of the run, in order
   */
  static Takeovers of(
      List<Chronicle.Entry> entries, List<Trouble> troubles, List<Beginning> later) {
    List<Chronicle.Entry> kills =
        entries.stream()
            .filter(entry -> entry.event() == Chronicle.Event.KILLED)
            .filter(entry -> entry.part().startsWith(WORKERS))
            .toList();
    Absences absences = new Absences(entries);
    List<Takeover> all = new ArrayList<>();
    for (int i = 0; i < kills.size(); i++) {
      Instant next = i + 1 < kills.size() ? kills.get(i + 1).at() : Instant.MAX;
      all.add(takeover(kills.get(i), next, later, overlapping(kills.get(i), troubles, absences)));
    }
    return new Takeovers(all);
  }

  private static String overlapping(
      Chronicle.Entry kill, List<Trouble> troubles, Absences absences) {
    Instant end = kill.at().plus(LIMIT);
    Stream<String> made =
        troubles.stream()
            .filter(trouble -> trouble.overlaps(kill.at(), end))
            .filter(trouble -> !trouble.target().equals(kill.part()))
            .filter(trouble -> !HARMLESS.matcher(trouble.kind()).matches())
            .map(Trouble::toString);
    Stream<String> away =
        absences.during(kill.at(), end).stream()
            .filter(part -> !part.equals(kill.part()) && !HARMLESS.matcher(part).matches())
            .map(part -> part + " away");
    return Stream.concat(made, away).distinct().collect(Collectors.joining(", "));
  }

  private static Takeover takeover(
      Chronicle.Entry kill, Instant next, List<Beginning> later, String overlapped) {
    List<Duration> pauses =
        later.stream()
            .filter(each -> each.previousAt().isBefore(kill.at()))
            .filter(each -> each.at().isAfter(kill.at()) && each.at().isBefore(next))
            .map(each -> Duration.between(kill.at(), each.at()))
            .sorted()
            .toList();
    return new Takeover(
        kill.part(),
        kill.at(),
        pauses.size(),
        pauses.isEmpty() ? Duration.ZERO : pauses.getLast(),
        overlapped);
  }

  static List<Beginning> beginnings(Evidence evidence) {
    List<Beginning> later = new ArrayList<>();
    evidence
        .replies()
        .forEach(
            (turn, follower) -> {
              List<Follower.Beginning> each = follower.beginnings();
              for (int i = 1; i < each.size(); i++) {
                later.add(
                    new Beginning(
                        turn, each.get(i).attempt(), each.get(i - 1).at(), each.get(i).at()));
              }
            });
    return later;
  }
}
