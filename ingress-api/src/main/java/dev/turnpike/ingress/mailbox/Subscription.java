package dev.turnpike.ingress.mailbox;

/**
 * Ends a follower's following; may be called any number of times, by any thread. A call of the
 * follower that is under way meanwhile still comes to its end.
 */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
