package dev.turnpike.observing;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an expression names. */
final class Promql {

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Pattern GROUPED =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w:$])[a-zA-Z_:][\\w:]*");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "offset", "bool");

  private Promql() {}

  /** Series: words that are no functions, no keywords and no labels. */
  static Set<String> series(String expression) {
    String rest = QUOTED.matcher(expression).replaceAll("\"\"");
    rest = rest.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^\\]]*]", "");
    rest = GROUPED.matcher(rest).replaceAll(" ");
    Set<String> found = new TreeSet<>();
    var names = NAME.matcher(rest);
    while (names.find()) {
      boolean function = rest.substring(names.end()).stripLeading().startsWith("(");
      if (!function && !WORDS.contains(names.group()) && !isDuration(rest, names.start())) {
        found.add(names.group());
      }
    }
    return found;
  }

  /** Labels that are compared or grouped by. */
  static Set<String> labels(String expression) {
    Set<String> found = new TreeSet<>();
    var matchers = MATCHER.matcher(expression);
    while (matchers.find()) {
      found.add(matchers.group(1));
    }
    var groups = GROUPED.matcher(expression);
    while (groups.find()) {
      for (String label : groups.group(1).split(",")) {
        if (!label.isBlank()) {
          found.add(label.strip());
        }
      }
    }
    return found;
  }

  /** As in {@code 15m}, where the m is no name. */
  private static boolean isDuration(String text, int at) {
    return at > 0 && Character.isDigit(text.charAt(at - 1));
  }
}
