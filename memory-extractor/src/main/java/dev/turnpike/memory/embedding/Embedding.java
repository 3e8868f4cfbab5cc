package dev.turnpike.memory.embedding;

import java.util.Arrays;
import java.util.StringJoiner;

/** A vector of unit length. */
public final class Embedding {

  private final float[] values;

  Embedding(float[] values) {
    this.values = values.clone();
  }

  /** A vector of any length other than 0, made one of unit length. */
  static Embedding normalised(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new EmbeddingUnavailableException(
          "An embedding has the length %s".formatted(length), null);
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return new Embedding(unit);
  }

  /** In the form that pgvector reads, to be cast to {@code vector}. */
  public String sqlLiteral() {
    var literal = new StringJoiner(",", "[", "]");
    for (float value : values) {
      literal.add(Float.toString(value));
    }
    return literal.toString();
  }

  /** Cosine similarity, -1 to 1. */
  public double similarity(Embedding other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding embedding && Arrays.equals(values, embedding.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
