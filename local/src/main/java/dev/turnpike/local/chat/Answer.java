package dev.turnpike.local.chat;

import dev.turnpike.local.console.Console;
import dev.turnpike.local.console.Refusal;
import java.io.PrintStream;

/** Prints an answer while it arrives, the tools it calls, and under it who spoke. */
public final class Answer {

  /** How an answer can end well. */
  public enum End {
    WHOLE,
    /** By {@link Conversation#cancel}. */
    CANCELLED
  }

  private final Conversation conversation;
  private final Console console;
  private final PrintStream out;
  private final StringBuilder text = new StringBuilder();
  private boolean lineBegun;
  private String model = "";
  private boolean simulated;
  private End end = End.WHOLE;

  private Answer(Conversation conversation, Console console) {
    this.conversation = conversation;
    this.console = console;
    this.out = console.out();
  }

  /** Returns when the answer has ended well, and refuses with its reason when it has not. */
  public static End print(Conversation conversation, String question, Console console) {
    Answer answer = new Answer(conversation, console);
    conversation.say(question, answer::take);
    return answer.end;
  }

  private void take(Frame frame) {
    model = frame.data().path("model").asString(model);
    simulated = frame.data().path("simulated").asBoolean(simulated);
    switch (frame.type()) {
      case "restarted" -> startAgain(frame);
      case "tool_call" -> note(ToolLine.call(frame));
      case "tool_result" -> ToolLine.failure(frame).ifPresent(this::note);
      default -> {}
    }
    text.append(frame.content());
    print(frame.content());
    if (frame.done()) {
      end(frame);
    }
  }

  private void print(CharSequence piece) {
    if (!piece.isEmpty()) {
      out.print(piece);
      out.flush();
      lineBegun = piece.charAt(piece.length() - 1) != '\n';
    }
  }

  /** On a line of its own, wherever the text stands. */
  private void note(String line) {
    if (lineBegun) {
      out.println();
      lineBegun = false;
    }
    out.println(console.dim("  " + line));
  }

  /**
   * Text that was printed can't be taken back everywhere: when some is dropped, the part that stays
   * is said again.
   */
  private void startAgain(Frame frame) {
    int kept = Math.max(0, frame.data().path("keep_chars").asInt(0));
    if (kept < text.length()) {
      text.setLength(kept);
      note("(interrupted; it goes on like this)");
      print(text);
    }
  }

  private void end(Frame frame) {
    if (lineBegun || text.isEmpty()) {
      out.println();
    }
    switch (frame.type()) {
      case "failed", "detached" ->
          throw new Refusal(
              frame.data().path("error").path("message").asString("The turn failed."));
      case "cancelled" -> cancelled();
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

  private void cancelled() {
    if (!conversation.isCancelled()) {
      throw new Refusal("The turn was cancelled.");
    }
    out.println(console.dim(console.dash() + " cancelled"));
    end = End.CANCELLED;
  }
}
