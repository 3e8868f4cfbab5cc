package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.wire.ChatRequest;

/**
 * Watches the calls of a simulated model, for those who check afterwards what was asked of it and
 * how often. Called on the server's threads, so it may not block.
 */
public interface ModelCalls {

  /** Watches nothing. */
  ModelCalls UNWATCHED = (number, request, faulty) -> whole -> {};

  /**
   * A request that was understood has come.
   *
   * @param number from 1 since the start of the server
   * @param faulty whether it gets a fault instead of, or in, its answer
   */
  Call began(long number, ChatRequest request, boolean faulty);

  /** One of them. */
  interface Call {

    /**
     * @param whole whether all of the answer was handed to the connection
     */
    void ended(boolean whole);
  }
}
