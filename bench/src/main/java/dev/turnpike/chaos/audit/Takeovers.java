package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.cluster.Chronicle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How long it took after each kill -9 of a worker until the last of its turns spoke again, from
 * another worker. A turn was the dead worker's if its attempt before had begun earlier than the
 * kill and its next one began after it, before the next kill.
 */
public record Takeovers(List<Takeover> all) {

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
   */
  public record Takeover(String worker, Instant killedAt, int turns, Duration longest) {}

  /**
   * @param entries of the run, in order
   */
  public static Takeovers of(List<Chronicle.Entry> entries, String workers, List<Beginning> later) {
    List<Chronicle.Entry> kills =
        entries.stream()
            .filter(entry -> entry.event() == Chronicle.Event.KILLED)
            .filter(entry -> entry.part().startsWith(workers))
            .toList();
    List<Takeover> all = new ArrayList<>();
    for (int i = 0; i < kills.size(); i++) {
      Instant next = i + 1 < kills.size() ? kills.get(i + 1).at() : Instant.MAX;
      all.add(takeover(kills.get(i), next, later));
    }
    return new Takeovers(all);
  }

  private static Takeover takeover(Chronicle.Entry kill, Instant next, List<Beginning> later) {
    List<Duration> pauses =
        later.stream()
            .filter(each -> each.previousAt().isBefore(kill.at()))
            .filter(each -> each.at().isAfter(kill.at()) && each.at().isBefore(next))
            .map(each -> Duration.between(kill.at(), each.at()))
            .sorted()
            .toList();
    return new Takeover(
        kill.part(), kill.at(), pauses.size(), pauses.isEmpty() ? Duration.ZERO : pauses.getLast());
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
