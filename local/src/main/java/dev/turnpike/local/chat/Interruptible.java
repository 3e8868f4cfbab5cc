package dev.turnpike.local.chat;

import dev.turnpike.operations.cli.InterruptKey;
import dev.turnpike.operations.console.Refusal;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer that Ctrl-C stops; a second one leaves the program. */
public final class Interruptible {

  /** What shells expect of a program that Ctrl-C has ended. */
  public static final int INTERRUPTED = 130;

  private Interruptible() {}

  /**
   * @param refused is told when it can't be stopped
   */
  public static Ending answer(
      Conversation conversation, Supplier<Ending> answer, Consumer<Refusal> refused) {
    try (InterruptKey _ =
        InterruptKey.during(() -> cancel(conversation, refused), () -> System.exit(INTERRUPTED))) {
      return answer.get();
    }
  }

  private static void cancel(Conversation conversation, Consumer<Refusal> refused) {
    try {
      conversation.cancel();
    } catch (Refusal refusal) {
      refused.accept(refusal);
    }
  }
}
