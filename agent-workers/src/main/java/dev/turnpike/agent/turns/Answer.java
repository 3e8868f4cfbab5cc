package dev.turnpike.agent.turns;

import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.agent.turns.StopSignal.Stop;
import dev.turnpike.events.Channel;
import dev.turnpike.models.ModelListener;

/**
 * The text of a turn as it grows: all text of its model calls, a blank line between two of them.
 *
 * <p>Invariant: it is at all times exactly what the followers have been sent.
 */
final class Answer implements ModelListener {

  static final String BETWEEN_STEPS = "\n\n";

  private final ReplyStream replies;
  private final StopSignal signal;
  private final int longest;
  private final StringBuilder text = new StringBuilder();

  /** Length of what finished steps have said: it is never taken back. */
  private int finished;

  /** Length of the reasoning, in UTF-16 code units. */
  private int reasoned;

  /** The first half of a character whose second half comes with the next piece; or empty. */
  private String half = "";

  /**
   * @param longest in UTF-16 code units; a longer answer, or reasoning, ends the turn
   */
  Answer(ReplyStream replies, StopSignal signal, int longest) {
    this.replies = replies;
    this.signal = signal;
    this.longest = longest;
  }

  /** Begins with what earlier attempts have finished, without telling anyone. */
  void recall(String finishedText) {
    text.append(finishedText);
    finished = text.length();
  }

  /** Gives followers what is finished, in place of all they have. */
  void tellAgain(String reason) throws InterruptedException {
    replies.restart(0, reason);
    replies.text(text.toString(), Channel.ANSWER);
  }

  /**
   * The model call has finished: what it said stays.
   *
   * @return its part of the answer
   */
  String stepFinished() {
    flushHalf();
    var said = text.substring(Math.min(text.length(), startOfStep()));
    finished = text.length();
    return said;
  }

  @Override
  public void text(String piece) {
    // Postgres stores no NUL, and the stored answer is the streamed one.
    var whole = half + piece.replace("\0", "");
    half = "";
    if (!whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1))) {
      half = whole.substring(whole.length() - 1);
      whole = whole.substring(0, whole.length() - 1);
    }
    append(whole);
  }

  @Override
  public void reasoning(String piece) {
    send(piece, Channel.REASONING);
    reasoned += piece.length();
    if (reasoned > longest) {
      signal.request(new Stop.TooLong());
    }
  }

  @Override
  public void restarted(String reason) {
    half = "";
    text.setLength(finished);
    replies.restart(finished, reason);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private int startOfStep() {
    return finished == 0 ? 0 : finished + BETWEEN_STEPS.length();
  }

  private void flushHalf() {
    if (!half.isEmpty()) {
      half = "";
      append("\uFFFD");
    }
  }

  private void append(String piece) {
    if (!piece.isEmpty()) {
      boolean first = text.length() == finished && finished > 0;
      send(first ? BETWEEN_STEPS + piece : piece, Channel.ANSWER);
    }
    if (text.length() > longest) {
      signal.request(new Stop.TooLong());
    }
  }

  private void send(String piece, Channel channel) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    try {
      replies.text(piece, channel);
      if (channel == Channel.ANSWER) {
        text.append(piece);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
