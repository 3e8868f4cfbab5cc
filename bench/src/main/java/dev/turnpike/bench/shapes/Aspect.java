package dev.turnpike.bench.shapes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** In what respect turns differ; what {@code --only} chooses among. */
enum Aspect {
  SIZES,
  HISTORY,
  TOOLS,
  MEMORY,
  JUDGES;

  /** Those named; all if none is. */
  static Set<Aspect> named(List<String> names) {
    Set<Aspect> chosen = EnumSet.noneOf(Aspect.class);
    for (String name : names) {
      chosen.add(
          Arrays.stream(values())
              .filter(each -> each.word().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--only takes %s, not '%s'.".formatted(words(), name))));
    }
    return chosen.isEmpty() ? EnumSet.allOf(Aspect.class) : chosen;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words() {
    return Arrays.stream(values()).map(Aspect::word).collect(Collectors.joining(", "));
  }
}
