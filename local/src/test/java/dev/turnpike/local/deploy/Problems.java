package dev.turnpike.local.deploy;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that one run tells all of it. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void unless(boolean fine, Manifest where, String sentence) {
    if (!fine) {
      found.add(where + ": " + sentence);
    }
  }

  void addAll(List<String> sentences) {
    found.addAll(sentences);
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
