package dev.turnpike.chaos.load;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A question that was sent, and what those who listen have of the answer. Written by the client's
 * threads, read by everybody.
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
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private Answered answered = Answered.UNKNOWN; // guarded by this

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

  /** Unknown until one of its listeners was told. */
  public Optional<UUID> turn() {
    return heard.stream().map(Heard::turn).flatMap(Optional::stream).findFirst();
  }

  /** What each of its listeners has; none if there is nobody who wants the answer. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  synchronized void answered(Answered how) {
    answered = how;
  }

  /** One more who listens. */
  Heard heardBy(Habit habit) {
    Heard one = new Heard(habit);
    heard.add(one);
    return one;
  }
}
