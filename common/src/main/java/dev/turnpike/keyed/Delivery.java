package dev.turnpike.keyed;

import java.util.List;

/** What a handler may ask about the record that it was given. */
public interface Delivery {

  /**
   * Offsets of the records of the same key that were unfinished when this one was taken in, oldest
   * first. Only an {@linkplain KeyedSettings#express express} record can have any.
   */
  List<Long> unfinishedBefore();

  /** Whether the record's partition is still ours; if not, another consumer has the record too. */
  boolean owned();
}
