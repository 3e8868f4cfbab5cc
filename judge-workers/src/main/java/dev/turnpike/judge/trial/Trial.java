package dev.turnpike.judge.trial;

import dev.turnpike.judge.rubric.Rubric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tries a candidate, one rubric after the other. */
final class Trial {

  private final Candidate candidate;
  private final int repeats;
  private final JudgeTrial.Listener listener;

  Trial(Candidate candidate, int repeats, JudgeTrial.Listener listener) {
    this.candidate = candidate;
    this.repeats = repeats;
    this.listener = listener;
  }

  /**
   * @param all whether each sheet must have its rubric
   */
  TrialReport of(List<Rubric> rubrics, List<Sheet> sheets, boolean all)
      throws InterruptedException {
    var byRubric = byRubric(sheets);
    if (all) {
      requireEach(byRubric, rubrics);
    }
    var covered = rubrics.stream().filter(r -> byRubric.containsKey(r.name())).toList();
    if (covered.isEmpty()) {
      throw new TrialRefusal(
          "Nothing is labelled under %s: name a file with labelled items in --items."
              .formatted(String.join(", ", rubrics.stream().map(Rubric::name).toList())));
    }
    long begun = System.nanoTime();
    int verdicts =
        covered.stream()
            .mapToInt(rubric -> Sitting.verdicts(sheet(byRubric, rubric), repeats))
            .sum();
    var done = new AtomicInteger();
    var outcomes = new ArrayList<Outcome>();
    for (Rubric rubric : covered) {
      var sitting =
          new Sitting(
              candidate,
              repeats,
              () -> {
                synchronized (done) {
                  listener.answered(rubric.name(), done.incrementAndGet(), verdicts);
                }
              });
      outcomes.add(sitting.under(rubric, sheet(byRubric, rubric)));
    }
    return new TrialReport(
        kind(covered),
        outcomes,
        rubrics.stream().filter(r -> !covered.contains(r)).map(Rubric::name).toList(),
        repeats,
        Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Where any judge is simulated, all of it is taken for that. */
  private Candidate.Kind kind(List<Rubric> rubrics) {
    return rubrics.stream().map(candidate::kind).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Sheet sheet(Map<String, Sheet> byRubric, Rubric rubric) {
    return Objects.requireNonNull(byRubric.get(rubric.name()));
  }

  private static SequencedMap<String, Sheet> byRubric(List<Sheet> sheets) {
    var byRubric = new TreeMap<String, Sheet>();
    for (Sheet sheet : sheets) {
      if (byRubric.put(sheet.rubric(), sheet) != null) {
        throw new TrialRefusal(
            "Two files have items for the rubric %s: put them in one.".formatted(sheet.rubric()));
      }
    }
    return byRubric;
  }

  private static void requireEach(Map<String, Sheet> byRubric, List<Rubric> rubrics) {
    var names = rubrics.stream().map(Rubric::name).toList();
    for (String name : byRubric.keySet()) {
      if (!names.contains(name)) {
        throw new TrialRefusal(
            "Items are for the rubric %s, which is not among those tried: %s."
                .formatted(name, String.join(", ", names)));
      }
    }
  }
}
