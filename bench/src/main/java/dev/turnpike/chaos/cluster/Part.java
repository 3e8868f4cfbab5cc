package dev.turnpike.chaos.cluster;

/** Something that the services stand on, which can be away for a while. */
public interface Part {
  String name();

  boolean isUp();

  /**
   * Takes it away; does nothing if it is.
   *
   * @param abruptly without a chance to tidy up, where the part knows the difference
   */
  void down(boolean abruptly);

  /** Brings it back, in the same place with the same data; does nothing if it is there. */
  void up();
}
