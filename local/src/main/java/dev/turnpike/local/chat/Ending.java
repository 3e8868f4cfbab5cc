package dev.turnpike.local.chat;

/** How an answer ended. */
public sealed interface Ending {

  /** With all that was to be said. */
  record Whole() implements Ending {}

  /** By {@link Conversation#cancel}. */
  record Stopped() implements Ending {}

  /**
   * Too early, and not because of the person who asked.
   *
   * @param reason a sentence
   */
  record Failed(String reason) implements Ending {}

  /**
   * @param stopped whether its end was asked for from here
   */
  static Ending of(Frame last, boolean stopped) {
    return switch (last.type()) {
      case "failed" ->
          new Failed(
              Printable.of(last.data().path("error").path("message").asString("The turn failed.")));
      case "cancelled" -> stopped ? new Stopped() : new Failed("The turn was cancelled.");
      default -> new Whole();
    };
  }
}
