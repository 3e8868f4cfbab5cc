package dev.turnpike.ingress.backlog;

/** How many turns began per second lately. Not thread-safe; times are nanoseconds of one clock. */
final class BeginRate {
  private static final long SLOT = 250_000_000;
  private static final int SLOTS = 20;
  private static final double SECOND = 1e9;

  private final int[] counts = new int[SLOTS];
  private final long[] slots = new long[SLOTS];

  void began(long now) {
    long slot = Math.floorDiv(now, SLOT);
    int index = Math.floorMod(slot, SLOTS);
    if (slots[index] != slot) {
      slots[index] = slot;
      counts[index] = 0;
    }
    counts[index]++;
  }

  /** Over the last five seconds, or since a later time. */
  double perSecond(long since, long now) {
    long last = Math.floorDiv(now, SLOT);
    long first = Math.max(Math.floorDiv(since, SLOT), last - SLOTS + 1);
    int began = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (slots[i] >= first && slots[i] <= last) {
        began += counts[i];
      }
    }
    return began * SECOND / Math.max(1, now - Math.max(since, first * SLOT));
  }
}
