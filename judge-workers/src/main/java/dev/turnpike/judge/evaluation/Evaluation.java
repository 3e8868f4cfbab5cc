package dev.turnpike.judge.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All of an evaluation: what its result file holds, and what a later one reads as its baseline.
 *
 * @param format of the file; a change that old readers would misunderstand gets the next number
 * @param kind {@code run} of a data set, or {@code replay} of recorded turns
 * @param commit of the sources, or {@code unknown}
 * @param dirty whether the sources differ from it
 * @param notes what a reader must know to read it right
 */
public record Evaluation(
    int format,
    String kind,
    Instant startedAt,
    double seconds,
    String commit,
    boolean dirty,
    Settings settings,
    Asked dataset,
    List<RubricInfo> rubrics,
    @Nullable Totals totals,
    List<ItemResult> items,
    List<String> notes) {

  public static final int FORMAT = 1;
  public static final String RUN = "run";
  public static final String REPLAY = "replay";

  public Evaluation {
    rubrics = List.copyOf(rubrics);
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }

  /** The data set that was asked. */
  public record Asked(String name, String version, int items) {

    static Asked of(Dataset dataset) {
      return new Asked(dataset.name(), dataset.version(), dataset.items().size());
    }
  }

  /** Whether the built-in simulated model answered any of it. */
  @JsonIgnore
  public boolean isAnswerSimulated() {
    return items.stream()
        .flatMap(item -> item.answers().stream())
        .anyMatch(answer -> answer.answered().simulated());
  }

  /** Whether the built-in simulated model judged any of it. */
  @JsonIgnore
  public boolean isJudgeSimulated() {
    return rubrics.stream().anyMatch(RubricInfo::simulated);
  }

  Optional<ItemResult> item(String id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  Optional<RubricInfo> rubric(String name) {
    return rubrics.stream().filter(rubric -> rubric.name().equals(name)).findFirst();
  }
}
