package dev.turnpike.embedded.model;

/** What happens after the last frame. */
enum Ending {
  /** The body ends as HTTP wants it. */
  COMPLETE,
  /** The connection is closed in the middle of the body. */
  DROP,
  /** Nothing happens any more. */
  HANG
}
