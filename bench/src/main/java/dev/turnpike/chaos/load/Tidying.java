package dev.turnpike.chaos.load;

/** What a user does about all that was said in a session. */
public enum Tidying {
  NONE,
  /** Its messages are deleted, and it goes on. */
  CLEAR,
  /** It is deleted with its messages, and another one is opened. */
  DELETE
}
