package dev.turnpike.chaos.load;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that was sent, and what the client saw of its turn. Written by the client's threads,
 * read by everybody.
 */
public final class Asked {

  /** What became of the request. */
  public enum Answered {
    /** No answer yet, or the connection broke before one: it may have been accepted or not. */
    UNKNOWN,
    /** Acknowledged: from here on it is Turnpike's. */
    ACCEPTED,
    REFUSED
  }

  private final Question question;
  private final String session;
  private final String node;
  private final Instant sentAt = Instant.now();
  private final StringBuilder text = new StringBuilder(); // guarded by this
  private Answered answered = Answered.UNKNOWN; // guarded by this
  private @Nullable UUID turn; // guarded by this
  private @Nullable String end; // guarded by this
  private int restarts; // guarded by this

  /**
   * @param session its id
   * @param node the ingress node that was asked
   */
  Asked(Question question, String session, String node) {
    this.question = question;
    this.session = session;
    this.node = node;
  }

  public Question question() {
    return question;
  }

  public Marker marker() {
    return question.marker();
  }

  public String session() {
    return session;
  }

  public String node() {
    return node;
  }

  public Instant sentAt() {
    return sentAt;
  }

  public synchronized boolean accepted() {
    return answered == Answered.ACCEPTED;
  }

  public synchronized Answered answered() {
    return answered;
  }

  /** Unknown until the first frame has come. */
  public synchronized Optional<UUID> turn() {
    return Optional.ofNullable(turn);
  }

  /** How the turn ended for the client, such as {@code completed}; empty if it was not told. */
  public synchronized Optional<String> end() {
    return Optional.ofNullable(end);
  }

  /** The answer as the client has it. */
  public synchronized String text() {
    return text.toString();
  }

  /** How often text was taken back. */
  public synchronized int restarts() {
    return restarts;
  }

  synchronized void answered(Answered how) {
    answered = how;
  }

  synchronized void turn(UUID id) {
    turn = id;
  }

  synchronized void append(String piece) {
    text.append(piece);
  }

  synchronized void keep(int chars) {
    text.setLength(Math.min(chars, text.length()));
    restarts++;
  }

  synchronized void end(String type) {
    end = type;
  }
}
