package dev.turnpike.local.chat;

import dev.turnpike.local.console.Console;
import dev.turnpike.local.console.Refusal;
import java.io.PrintStream;

/** Prints an answer while it arrives, and under it who spoke. */
public final class Answer {

  private final Console console;
  private final PrintStream out;
  private final StringBuilder text = new StringBuilder();
  private String model = "";
  private boolean simulated;

  private Answer(Console console) {
    this.console = console;
    this.out = console.out();
  }

  /** Returns when the answer has ended well, and refuses with its reason when it has not. */
  public static void print(Conversation conversation, String question, Console console) {
    Answer answer = new Answer(console);
    conversation.say(question, answer::take);
  }

  private void take(Frame frame) {
    model = frame.data().path("model").asString(model);
    simulated = frame.data().path("simulated").asBoolean(simulated);
    if (frame.type().equals("restarted")) {
      startAgain(frame);
    }
    String content = frame.content();
    text.append(content);
    out.print(content);
    out.flush();
    if (frame.done()) {
      end(frame);
    }
  }

  /** Text that was printed can't be taken back everywhere: the part that stays is said again. */
  private void startAgain(Frame frame) {
    int kept = Math.min(text.length(), frame.data().path("keep_chars").asInt(0));
    text.setLength(Math.max(0, kept));
    out.println();
    out.println(console.dim("  (interrupted; another worker goes on)"));
    out.print(text);
  }

  private void end(Frame frame) {
    out.println();
    switch (frame.type()) {
      case "failed", "detached" ->
          throw new Refusal(
              frame.data().path("error").path("message").asString("The turn failed."));
      case "cancelled" -> throw new Refusal("The turn was cancelled.");
      default -> {
        if (!model.isEmpty()) {
          out.println(
              console.dim(
                  simulated
                      ? "%s %s, the built-in simulated model".formatted(console.dash(), model)
                      : "%s %s".formatted(console.dash(), model)));
        }
      }
    }
  }
}
