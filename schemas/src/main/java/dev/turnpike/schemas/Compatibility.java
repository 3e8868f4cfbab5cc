package dev.turnpike.schemas;

/** A registry's compatibility levels; the names are those of its REST API. */
public enum Compatibility {
  NONE,
  BACKWARD,
  BACKWARD_TRANSITIVE,
  FORWARD,
  FORWARD_TRANSITIVE,
  FULL,
  FULL_TRANSITIVE;

  /** New readers must read what older schemas wrote. */
  public boolean backward() {
    return name().startsWith("BACKWARD") || name().startsWith("FULL");
  }

  /** Older readers must read what the new schema writes. */
  public boolean forward() {
    return name().startsWith("FORWARD") || name().startsWith("FULL");
  }

  /** Whether whatever this level allows, the other one allows too. */
  public boolean implies(Compatibility other) {
    return (backward() || !other.backward())
        && (forward() || !other.forward())
        && (transitive() || !other.transitive());
  }

  /** All earlier versions count, not just the latest. */
  public boolean transitive() {
    return name().endsWith("TRANSITIVE");
  }
}
