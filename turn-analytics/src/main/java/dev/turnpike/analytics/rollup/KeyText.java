package dev.turnpike.analytics.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several texts as one that they can be told from again: between them stands {@code |}; within them
 * {@code %} and {@code |} are written {@code %25} and {@code %7C}.
 */
public final class KeyText {

  private KeyText() {}

  public static String of(List<String> parts) {
    return parts.stream()
        .map(part -> part.replace("%", "%25").replace("|", "%7C"))
        .collect(Collectors.joining("|"));
  }

  public static List<String> parts(String key) {
    return Arrays.stream(key.split("\\|", -1))
        .map(part -> part.replace("%7C", "|").replace("%25", "%"))
        .toList();
  }
}
