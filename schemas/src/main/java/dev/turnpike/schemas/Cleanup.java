package dev.turnpike.schemas;

/** What Kafka does with a topic's old records, as its {@code cleanup.policy} says it. */
public enum Cleanup {
  DELETE("delete"),
  COMPACT("compact"),
  COMPACT_AND_DELETE("compact,delete");

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  public String policy() {
    return policy;
  }
}
