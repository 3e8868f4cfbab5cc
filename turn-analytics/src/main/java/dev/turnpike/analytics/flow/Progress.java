package dev.turnpike.analytics.flow;

/** Whether a partition is read to its end; false while that is not known. */
@FunctionalInterface
public interface Progress {

  boolean isAtTheEnd(String topic, int partition);
}
