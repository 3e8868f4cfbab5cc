package dev.turnpike.keyed;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which offsets of a partition are done: everything below a contiguous watermark, and some above
 * it.
 *
 * <p>The watermark is committed as the group's offset, the done offsets above it as a bitmap in the
 * commit's metadata, so that a restart runs nothing again that had finished. Kafka keeps at most
 * 4,096 characters of metadata; a bitmap in base 64 needs one character for six offsets, whatever
 * its pattern, so 2,000 offsets need 335.
 *
 * <p>Offsets that the log skips (transaction markers, compaction) count as done once a later one is
 * registered. Not thread-safe: {@link PartitionWork} guards it.
 */
final class OffsetWindow {

  /** Offsets whose state fits into the metadata. */
  static final int MAX_ENCODABLE = (4_096 - 1) / 4 * 3 * 8;

  private static final String FORMAT = "1";

  private long watermark;
  private long next;
  private BitSet doneAbove = new BitSet();

  /** A window in which everything below {@code watermark} is done. */
  OffsetWindow(long watermark) {
    this.watermark = watermark;
    this.next = watermark;
  }

  /**
   * The window as it was committed. Metadata that another program wrote is ignored: its offsets run
   * again, which handlers allow for.
   */
  static OffsetWindow restore(long watermark, String metadata) {
    var window = new OffsetWindow(watermark);
    if (metadata.startsWith(FORMAT)) {
      try {
        window.doneAbove = BitSet.valueOf(Base64.getUrlDecoder().decode(metadata.substring(1)));
        window.next = watermark + window.doneAbove.length();
        window.advance();
      } catch (IllegalArgumentException e) {
        return new OffsetWindow(watermark);
      }
    }
    return window;
  }

  /**
   * Takes an offset in, before its record may run.
   *
   * @return false when it is done already and must not run
   */
  boolean register(long offset) {
    if (span() == 0 && offset > watermark) {
      watermark = offset;
      next = offset;
    }
    if (offset >= next) {
      doneAbove.set(index(next), index(offset));
      next = offset + 1;
      advance();
      return true;
    }
    return offset >= watermark && !doneAbove.get(index(offset));
  }

  /** Marks a registered offset done. */
  void complete(long offset) {
    if (offset >= watermark) {
      doneAbove.set(index(offset));
      advance();
    }
  }

  /** The first offset that is not done: what the group commits. */
  long watermark() {
    return watermark;
  }

  /** Offsets from the watermark to the newest one registered. */
  int span() {
    return Math.toIntExact(next - watermark);
  }

  /** The done offsets above the watermark, as commit metadata. */
  String metadata() {
    return doneAbove.isEmpty()
        ? ""
        : FORMAT + Base64.getUrlEncoder().withoutPadding().encodeToString(doneAbove.toByteArray());
  }

  private void advance() {
    int done = doneAbove.nextClearBit(0);
    if (done > 0) {
      watermark += done;
      doneAbove = doneAbove.get(done, Math.max(done, doneAbove.length()));
    }
  }

  private int index(long offset) {
    return Math.toIntExact(offset - watermark);
  }
}
