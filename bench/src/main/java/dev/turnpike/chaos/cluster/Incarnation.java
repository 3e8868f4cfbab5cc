package dev.turnpike.chaos.cluster;

import java.nio.file.Path;

/**
 * One process of a node.
 *
 * @param name the node's
 * @param number from 1
 * @param temporary the folder for its temporary files, which is its own
 * @param ending how it ended
 */
public record Incarnation(String name, int number, long pid, Path temporary, Ending ending) {

  /** How a process ended, for whoever asks what it may have left. */
  public enum Ending {
    /** It runs. */
    NONE,
    /** It was told to stop after it had been ready, and did. */
    STOPPED,
    /** It was killed, or ended in any other way. */
    CUT_OFF
  }

  @Override
  public String toString() {
    return "%s (process %d)".formatted(name, pid);
  }
}
