package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.events.TurnStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * G5. Every completed turn has exactly the one memory that it taught, if it taught one, and exactly
 * one score for each rubric, in the database and in the topics; others have none.
 */
final class IdempotentWork implements Guarantee {

  @Override
  public String name() {
    return "G5";
  }

  @Override
  public String promise() {
    return "asynchronous work is idempotent";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("turns");
    Map<UUID, Long> facts =
        evidence.tables().taught().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Map<UUID, Set<UUID>> memories =
        evidence.learned().stream()
            .collect(
                Collectors.groupingBy(
                    Evidence.Learned::turn,
                    Collectors.mapping(Evidence.Learned::memory, Collectors.toSet())));
    Map<UUID, List<Score>> stored = byTurn(evidence.tables().scores());
    Map<UUID, List<Score>> published = byTurn(evidence.scored());
    long rubrics =
        Stream.concat(evidence.tables().scores().stream(), evidence.scored().stream())
            .map(score -> score.rubric() + score.rubricVersion())
            .distinct()
            .count();
    for (StartedTurn turn : evidence.started()) {
      evidence
          .end(turn.turn())
          .ifPresent(
              end -> {
                finding.about(end.turn()).looked();
                boolean completed = end.status() == TurnStatus.COMPLETED;
                boolean teaches =
                    completed && evidence.asked(turn).map(Asked::question).orElseThrow().teaches();
                memory(
                    end,
                    teaches ? 1 : 0,
                    facts.getOrDefault(end.turn(), 0L),
                    memories.getOrDefault(end.turn(), Set.of()).size(),
                    finding);
                scores(
                    end,
                    completed ? rubrics : 0,
                    stored.getOrDefault(end.turn(), List.of()),
                    published.getOrDefault(end.turn(), List.of()),
                    finding);
              });
    }
    strangers("memories", facts.keySet(), evidence, finding);
    strangers("memories", memories.keySet(), evidence, finding);
    strangers("scores", stored.keySet(), evidence, finding);
    strangers("scores", published.keySet(), evidence, finding);
    finding.figures(
        "one memory, one score per rubric",
        "%d turns differ, %d rubrics".formatted(finding.violations(), rubrics));
    return finding;
  }

  private static void strangers(String what, Set<UUID> turns, Evidence evidence, Finding finding) {
    Set<UUID> unknown = new HashSet<>(turns);
    evidence.started().forEach(turn -> unknown.remove(turn.turn()));
    unknown.forEach(
        turn ->
            finding
                .about(turn)
                .require(
                    false,
                    () -> "There are %s of turn %s, which nobody asked".formatted(what, turn)));
  }

  private static void memory(
      EndedTurn end, int wanted, long stored, int published, Finding finding) {
    finding.require(
        stored == wanted && published == wanted,
        () ->
            "%s, %s, teaches %d facts; %d are stored and %d were published"
                .formatted(end, end.status(), wanted, stored, published));
  }

  private static void scores(
      EndedTurn end, long wanted, List<Score> stored, List<Score> published, Finding finding) {
    Map<Score, Set<Double>> each =
        published.stream()
            .collect(
                Collectors.groupingBy(
                    Score::withoutScore, Collectors.mapping(Score::score, Collectors.toSet())));
    finding.require(
        stored.size() == wanted && each.size() == wanted,
        () ->
            "%s, %s, has %d scores stored and %d published instead of %d"
                .formatted(end, end.status(), stored.size(), each.size(), wanted));
    finding.require(
        each.values().stream().allMatch(values -> values.size() == 1),
        () -> "%s got different scores for the same: %s".formatted(end, published));
  }

  private static Map<UUID, List<Score>> byTurn(List<Score> scores) {
    return scores.stream().collect(Collectors.groupingBy(Score::turn));
  }
}
