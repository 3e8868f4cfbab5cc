package dev.turnpike.judge.evaluation;

import dev.turnpike.judge.statistics.PairedProportions;
import java.util.List;

/**
 * How checks changed that both runs made.
 *
 * @param broken passed for every answer before, and do not now
 * @param mended the other way
 */
public record CheckChange(PairedProportions pairs, List<ItemCheck> broken, List<ItemCheck> mended) {

  public CheckChange {
    broken = List.copyOf(broken);
    mended = List.copyOf(mended);
  }

  /** A check of an item. */
  public record ItemCheck(String item, String check) {}

  /** The share of all checks that are broken. */
  double brokenShare() {
    return broken.size() / (double) pairs.all();
  }
}
