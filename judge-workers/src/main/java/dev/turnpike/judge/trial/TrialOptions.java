package dev.turnpike.judge.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to try, and on what.
 *
 * @param environment models and rubrics, under the names of the service's variables
 * @param judgeModel that judges under all rubrics; null: the one that would judge in the service;
 *     {@code perfect}: the labels themselves
 * @param rubrics names; empty: all
 * @param repeats how often each item is judged, from 1
 * @param items files in place of those that come with the sources
 */
public record TrialOptions(
    Map<String, String> environment,
    @Nullable String judgeModel,
    List<String> rubrics,
    int repeats,
    List<Path> items) {

  public TrialOptions {
    environment = Map.copyOf(environment);
    rubrics = List.copyOf(rubrics);
    items = List.copyOf(items);
    if (repeats < 1) {
      throw new TrialRefusal(
          "--repeats is %d: each item is judged at least once.".formatted(repeats));
    }
  }

  boolean perfect() {
    return PerfectCandidate.NAME.equals(judgeModel);
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "TrialOptions[judgeModel=%s, rubrics=%s, repeats=%d, items=%s]"
        .formatted(judgeModel, rubrics, repeats, items);
  }
}
