package dev.turnpike.bench.compare;

/** Is told how a measurement goes on. */
public interface Observer {

  /** Something unmeasured begins, such as warming up. */
  void preparing(String what);

  /**
   * A block begins.
   *
   * @param target whose
   * @param pairs how many pairs of blocks there will be; 0 if that is open
   */
  void measuring(Level level, String target, int pairs);

  /** A pair of blocks is counted in. */
  void measured(Level level, int pairs);
}
