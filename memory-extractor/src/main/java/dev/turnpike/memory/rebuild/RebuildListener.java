package dev.turnpike.memory.rebuild;

import dev.turnpike.memory.consumption.Consumed;

/** Hears how far a rebuild is. */
public interface RebuildListener {

  /** It is known what is read, and with what. */
  void begun(String extractor, String model, long records);

  /**
   * @param read records of the log so far
   * @param learned turns of them that were learned from or passed over
   */
  void progress(long read, long records, long learned, Consumed consumed);

  /** What is different, before anything is changed. */
  void compared(Difference difference);
}
