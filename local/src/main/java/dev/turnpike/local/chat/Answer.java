package dev.turnpike.local.chat;

import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Prints an answer while it arrives, the tools it calls, and under it who spoke. */
public final class Answer implements Hearer {

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

  /** What stands on the screen of it: more than the text while dropped text comes again. */
  private final StringBuilder shown = new StringBuilder();

  /** How many chars of the two are the same, as far as was looked. */
  private int agreed;

  private final Set<String> calls = new HashSet<>();

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
    conversation.say(question, answer);
    return answer.end;
  }

  @Override
  public void hear(Frame frame) {
    model = frame.data().path("model").asString(model);
    simulated = frame.data().path("simulated").asBoolean(simulated);
    switch (frame.type()) {
      case "restarted" -> keep(Math.max(0, frame.data().path("keep_chars").asInt(0)));
      case "tool_call" -> noteOnce(frame, Optional.of(ToolLine.call(frame)));
      case "tool_result" -> noteOnce(frame, ToolLine.failure(frame));
      default -> {}
    }
    text.append(frame.content());
    show(frame.done());
    if (frame.done()) {
      end(frame);
    }
  }

  @Override
  public void interrupted() {
    note("(the connection was lost; picking the answer up again)");
  }

  @Override
  public void fromTheBeginning() {
    keep(0);
  }

  private void keep(int chars) {
    text.setLength(Math.min(chars, text.length()));
    agreed = Math.min(agreed, text.length());
  }

  /**
   * What is on the screen can't be taken back everywhere. Text that was dropped and comes again is
   * not printed again; if other text comes, all of it is said once more.
   *
   * @param whole nothing will follow
   */
  private void show(boolean whole) {
    int both = Math.min(text.length(), shown.length());
    while (agreed < both && text.charAt(agreed) == shown.charAt(agreed)) {
      agreed++;
    }
    if (agreed < both || (whole && text.length() < shown.length())) {
      note("(interrupted; it goes on like this)");
      shown.setLength(0);
    }
    if (text.length() > shown.length()) {
      print(text.substring(shown.length()));
      agreed = text.length();
    }
  }

  private void print(String piece) {
    out.print(piece);
    out.flush();
    shown.append(piece);
    lineBegun = piece.charAt(piece.length() - 1) != '\n';
  }

  /** Of a stream that begins anew, each call comes again. */
  private void noteOnce(Frame frame, Optional<String> line) {
    if (calls.add(frame.type() + frame.data().path("call_id").asString(""))) {
      line.ifPresent(this::note);
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

  private void end(Frame frame) {
    if (lineBegun || text.isEmpty()) {
      out.println();
    }
    switch (frame.type()) {
      case "failed" ->
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
