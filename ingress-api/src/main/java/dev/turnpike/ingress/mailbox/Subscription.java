package dev.turnpike.ingress.mailbox;

/** Ends a follower's following; may be called any number of times, by any thread. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
