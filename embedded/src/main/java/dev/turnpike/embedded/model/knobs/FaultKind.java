package dev.turnpike.embedded.model.knobs;

/** What goes wrong. All but {@link #STATUS} and {@link #EMPTY} happen after some tokens. */
public enum FaultKind {
  /** An HTTP error instead of an answer. */
  STATUS,
  /** Nothing more is sent, the connection stays open. */
  HANG,
  /** The connection is closed in mid-body. */
  DROP,
  /** The body ends properly, but without a finish reason and without {@code [DONE]}. */
  TRUNCATE,
  /** One event's JSON breaks off; the stream goes on after it. */
  MALFORMED,
  /** An error object instead of the next chunk; the body ends there. */
  ERROR,
  /** An answer without text that ends as if all were well. */
  EMPTY
}
