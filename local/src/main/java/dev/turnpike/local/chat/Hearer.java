package dev.turnpike.local.chat;

/** Is told of an answer while it arrives. */
interface Hearer {

  void hear(Frame frame);

  /** The connection has ended before the turn; it is about to be taken up again. */
  void interrupted();

  /** The turn goes on though its end was asked for. */
  default void notCancelled(String reason) {}

  /** What comes next comes from the answer's beginning, as it is not known where it was. */
  void fromTheBeginning();
}
