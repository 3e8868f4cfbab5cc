package dev.turnpike.keyed;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which offsets of a partition are done: everything below a watermark, and some above it.
 *
 * <p>The watermark is committed as the group's offset, the done offsets above it as a bitmap in the
 * commit's metadata, so that a restart runs nothing again that had finished. Kafka keeps at most
 * 4,096 characters of metadata; in base 64 one of them holds six offsets, whatever the pattern.
 *
 * <p>The log delivers in order. So an offset that it passed over (a transaction marker, a record
 * that compaction or retention took) counts as done as soon as a later one is registered.
 *
 * <p>Invariant: everything from the watermark to the last registered offset is either done or
 * pending, and the watermark itself is pending unless nothing is. Not thread-safe: {@link
 * PartitionWork} guards it.
 */
final class OffsetWindow {

  private static final int MAX_METADATA = 4_096;
  private static final String FORMAT = "turnpike1:";

  /** How far an offset may be above the watermark so that the metadata has a place for it. */
  static final int MAX_SPAN = (MAX_METADATA - FORMAT.length()) / 4 * 3 * 8;

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
    if (metadata.startsWith(FORMAT) && metadata.length() <= MAX_METADATA) {
      try {
        var bits = Base64.getUrlDecoder().decode(metadata.substring(FORMAT.length()));
        window.doneAbove = BitSet.valueOf(bits);
        window.advance();
      } catch (IllegalArgumentException e) {
        return window;
      }
    }
    return window;
  }

  /** Whether {@code offset} can be registered now. */
  boolean hasRoomFor(long offset) {
    return span() == 0 || offset - watermark < MAX_SPAN;
  }

  /**
   * Takes in an offset for which there is room, before its record may run.
   *
   * @return false when it must not run: it is done, or was registered before
   */
  boolean register(long offset) {
    if (offset < next) {
      return false;
    }
    if (span() == 0) {
      moveTo(offset);
    } else {
      doneAbove.set(index(next), index(offset));
    }
    next = offset + 1;
    boolean done = doneAbove.get(index(offset));
    if (done) {
      advance();
    }
    return !done;
  }

  /** Marks a registered offset done. */
  void complete(long offset) {
    doneAbove.set(index(offset));
    advance();
  }

  /** The first offset that is not done: what the group commits. */
  long watermark() {
    return watermark;
  }

  /** Offsets from the watermark to the last registered one; 0 when nothing is pending. */
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
    moveTo(watermark + doneAbove.nextClearBit(0));
  }

  private void moveTo(long offset) {
    if (offset > watermark) {
      int length = doneAbove.length();
      doneAbove = doneAbove.get((int) Math.min(offset - watermark, length), length);
      watermark = offset;
      next = Math.max(next, offset);
    }
  }

  private int index(long offset) {
    return Math.toIntExact(offset - watermark);
  }
}
