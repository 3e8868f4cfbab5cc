package dev.turnpike.ingress.limits.rates;

/**
 * What was counted in one aligned span of a window's length, by all nodes as far as is known. The
 * lock of its {@link Counter} guards it.
 */
final class Slot {
  private final long number;
  private long known;
  private int sending;
  private int unsent;
  private boolean heard;

  Slot(long number) {
    this.number = number;
  }

  /** Since the epoch. */
  long number() {
    return number;
  }

  long count() {
    return known + sending + unsent;
  }

  void add() {
    unsent++;
  }

  /** Takes one back; what the others were told already, they are told anew. */
  void giveBack() {
    unsent--;
  }

  boolean isSettled() {
    return unsent == 0 && sending == 0;
  }

  /** Whether the total of all nodes has been asked for since {@link #forget}. */
  boolean isHeard() {
    return heard;
  }

  /** The total may have grown since it was asked for. */
  void forget() {
    heard = false;
  }

  /** Begins to tell the others; ends with {@link #heard} or {@link #failed}. */
  int send() {
    sending = unsent;
    unsent = 0;
    return sending;
  }

  /** Of a total that is less than expected the table was lost: what this node knows goes on. */
  void heard(long total) {
    known = Math.max(known + sending, total);
    sending = 0;
    heard = true;
  }

  void failed() {
    unsent += sending;
    sending = 0;
  }
}
