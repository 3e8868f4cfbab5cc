package dev.turnpike.embedded.model.knobs;

/** Where the text of an answer comes from. */
public enum TextKind {
  /** The conversation, the tools and the response format: the demo. */
  ANSWER,
  /** Adversarial text that depends on the seed and the number of tokens only. */
  LOREM
}
