package dev.turnpike.memory.embedding;

import java.util.Arrays;
import java.util.StringJoiner;

/** A vector of unit length. */
public final class Embedding {

  private final float[] values;

  Embedding(float[] values) {
    this.values = values.clone();
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
