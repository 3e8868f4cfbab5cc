package dev.turnpike.judge.trial;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is labelled under one rubric.
 *
 * @param writtenFor the version of the rubric that the labels were given by
 */
record Sheet(String rubric, String writtenFor, List<Item> items, List<Pair> pairs) {

  Sheet {
    items = List.copyOf(items);
    pairs = List.copyOf(pairs);
    if (items.isEmpty() && pairs.isEmpty()) {
      throw new IllegalArgumentException("nothing is labelled");
    }
    var names = new HashSet<String>();
    Stream.concat(items.stream().map(Item::name), pairs.stream().map(Pair::name))
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("two are called %s".formatted(name));
            });
  }
}
