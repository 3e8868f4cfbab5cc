package dev.turnpike.local.reference;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that can be configured.
 *
 * @param section which services take it
 * @param standard what it is when nobody says anything; empty when there is nothing
 */
record Setting(
    String section, String variable, String property, String standard, String description) {
  private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link|value)\\s+([^}]*)}");

  /** Where Spring looks for a property among the environment's variables. */
  static String variableOf(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Javadoc as Markdown on one line. */
  static String plain(String javadoc) {
    return INLINE.matcher(javadoc).replaceAll("`$1`").replaceAll("\\s+", " ").strip();
  }

  String row() {
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(
            variable,
            property,
            standard.isEmpty() ? "" : "`" + standard + "`",
            description.replace("|", "\\|"));
  }
}
