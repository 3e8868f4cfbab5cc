package dev.turnpike.judge.rubric;

import java.util.UUID;

/**
 * A versioned judging prompt.
 *
 * @param name unique among the rubrics
 * @param version the content hash of its file, header included
 * @param sampleRate the share of turns that are judged, 0 to 1
 * @param judgeModel that judges; empty: the service's
 * @param instructions for the judging model
 */
public record Rubric(
    String name,
    String version,
    Direction direction,
    double sampleRate,
    String judgeModel,
    String instructions) {

  public Rubric {
    if (!(sampleRate >= 0 && sampleRate <= 1)) {
      throw new IllegalArgumentException("a sample rate of %s".formatted(sampleRate));
    }
  }

  /** The same, judging another share of the turns. */
  public Rubric sampling(double rate) {
    return new Rubric(name, version, direction, rate, judgeModel, instructions);
  }

  /** Whether a turn is among those that this rubric judges. */
  public boolean samples(UUID turn) {
    return Sampling.fraction(turn) < sampleRate;
  }
}
