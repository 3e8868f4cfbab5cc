package dev.turnpike.analytics.flow;

import dev.turnpike.events.Granularity;

/** What is kept in a store, each kind of it beside the others. */
public enum Family {
  /** The rollup of a minute. */
  MINUTE(0),
  /** The rollup of an hour. */
  HOUR(1),
  /** An alert that was given, by the start of its window. */
  ALERT(2),
  /** The last alert of a group, whenever that was: it says whether the group is in its band. */
  BAND(3);

  /** The first byte of the keys; it stays, since stores outlive versions. */
  private final byte code;

  Family(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static Family of(byte code) {
    return switch (code) {
      case 0 -> MINUTE;
      case 1 -> HOUR;
      case 2 -> ALERT;
      case 3 -> BAND;
      default -> throw new IllegalArgumentException("No family has the code " + code + ".");
    };
  }

  public static Family of(Granularity granularity) {
    return switch (granularity) {
      case MINUTE -> MINUTE;
      case HOUR -> HOUR;
      case UNKNOWN -> throw new IllegalArgumentException("A window of unknown length.");
    };
  }
}
