package dev.turnpike.bench.load;

import java.util.List;

/**
 * What a number of users did side by side for some seconds.
 *
 * <p>Each user's first turn opens its connection while others are not there yet: its text counts,
 * its times do not.
 *
 * @param turns of each user, in order
 */
public record Block(List<List<Turn>> turns) {
  public Block {
    turns = List.copyOf(turns);
  }

  public int users() {
    return turns.size();
  }

  public List<Turn> all() {
    return turns.stream().flatMap(List::stream).toList();
  }

  /** Those whose times count; failed ones are among them. */
  public List<Turn> measured() {
    return turns.stream().flatMap(each -> each.stream().skip(1)).toList();
  }
}
