package dev.turnpike.judge.evaluation;

import java.util.List;

/**
 * What is asked.
 *
 * @param name for people
 * @param version a hash of its content
 */
public record Dataset(String name, String version, List<Item> items) {

  public Dataset {
    items = List.copyOf(items);
  }
}
