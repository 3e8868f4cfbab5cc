package dev.turnpike.memory.embedding;

/**
 * What vectors must have in common to be compared: the model that made them, and their length.
 *
 * @param model its name; servers of the same model may call it differently, which then counts as
 *     another model
 */
public record EmbeddingSpace(String model, int dimensions) {

  /** The most that pgvector stores. */
  static final int MOST_DIMENSIONS = 16_000;

  public EmbeddingSpace {
    if (model.isBlank()) {
      throw new IllegalArgumentException("An embedding space has no model's name");
    }
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "An embedding space has %d dimensions; it must have 1 to %,d"
              .formatted(dimensions, MOST_DIMENSIONS));
    }
  }

  /** As people are told it. */
  @Override
  public String toString() {
    return "%s (%d dimensions)".formatted(model, dimensions);
  }
}
