package dev.turnpike.local.chat;

import dev.turnpike.operations.console.Console;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Prints an answer while it arrives, the tools it calls, and under it who spoke. */
public final class Answer implements Hearer {

  private final Conversation conversation;
  private final Sheet sheet;
  private final StringBuilder text = new StringBuilder();

  /** What stands on the screen of it: more than the text while dropped text comes again. */
  private final StringBuilder shown = new StringBuilder();

  /** How many chars of the two are the same, as far as was looked. */
  private int agreed;

  private final Set<String> calls = new HashSet<>();
  private final TurnLine line = new TurnLine();

  private Answer(Conversation conversation, Console console) {
    this.conversation = conversation;
    this.sheet = new Sheet(console);
  }

  /** Returns when the answer has ended, with how it did. */
  public static Ending print(Conversation conversation, String question, Console console) {
    return conversation.say(question, new Answer(conversation, console));
  }

  /** The same for a question that takes the place of an earlier turn and all after it. */
  static Ending printAgain(Conversation conversation, PastTurn before, Console console) {
    return conversation.sayAgain(before, new Answer(conversation, console));
  }

  /** The same for a turn that is under way, from its beginning. */
  static Ending follow(Conversation conversation, String turn, Console console) {
    return conversation.follow(turn, new Answer(conversation, console));
  }

  @Override
  public void hear(Frame frame) {
    line.hear(frame);
    switch (frame.type()) {
      case "started" -> keep(0);
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
    sheet.note("(the connection was lost; picking the answer up again)");
  }

  @Override
  public void notCancelled(String reason) {
    sheet.note("(not cancelled: %s)".formatted(reason));
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
      sheet.end();
      sheet.note("(interrupted; it goes on like this)");
      shown.setLength(0);
    }
    int end = whole ? text.length() : lastWhole();
    if (end > shown.length()) {
      String piece = text.substring(shown.length(), end);
      sheet.text(piece);
      shown.append(piece);
      agreed = end;
    }
  }

  /** The first half of a character waits for the second. */
  private int lastWhole() {
    int length = text.length();
    return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
  }

  /** Of a stream that begins anew, each call comes again. */
  private void noteOnce(Frame frame, Optional<String> told) {
    if (calls.add(frame.type() + frame.data().path("call_id").asString(""))) {
      told.ifPresent(sheet::note);
    }
  }

  private void end(Frame frame) {
    sheet.end();
    switch (Ending.of(frame, conversation.isCancelled())) {
      case Ending.Whole _ ->
          line.under(text.isEmpty(), conversation.report(frame.turn())).ifPresent(sheet::foot);
      case Ending.Stopped _ -> sheet.foot("cancelled");
      case Ending.Failed _ -> {}
    }
  }
}
