package dev.turnpike.agent.tools;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tool's name, or with {@code *} the names of many. */
record NamePattern(String text, Pattern pattern) {

  static NamePattern of(String text) {
    var regex =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new NamePattern(text, Pattern.compile(regex));
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** Whether some name that begins with the prefix may match. */
  boolean mayMatchAfter(String prefix) {
    int star = text.indexOf('*');
    return star < 0
        ? text.startsWith(prefix) && text.length() > prefix.length()
        : text.startsWith(prefix) || prefix.startsWith(text.substring(0, star));
  }

  @Override
  public String toString() {
    return text;
  }
}
