package dev.turnpike.chaos.load;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

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

  // Guarded by this.
  private Answered answered = Answered.UNKNOWN;
  private @Nullable Instant answeredAt;
  private boolean over;

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

  /** When its answer came; empty if none did. */
  public synchronized Optional<Instant> answeredAt() {
    return Optional.ofNullable(answeredAt);
  }

  synchronized void answered(Answered how) {
    answered = how;
    answeredAt = Instant.now();
  }

  /** Accepted, and its first listener waits for the end. */
  synchronized boolean underWay() {
    return accepted() && !heard.isEmpty() && !over;
  }

  /** Its first listener has heard the end, or gave up. */
  synchronized void over() {
    over = true;
  }

  /** One more who listens. */
  Heard heardBy(Habit habit) {
    Heard one = new Heard(habit);
    heard.add(one);
    return one;
  }
}
