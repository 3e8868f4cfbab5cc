package dev.turnpike.judge.evaluation.report;

import java.util.Locale;

/**
 * Text on a page. Whatever was written by models, users or data sets goes through {@link #text}.
 */
final class Html {

  private Html() {}

  /** So that it is text and nothing else, between tags and in quoted attributes. */
  static String text(String text) {
    var safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c == 0 ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  static String score(double score) {
    return Double.isNaN(score) ? "–" : String.format(Locale.ROOT, "%.2f", score);
  }

  /** With its sign, and none for what is as good as nothing. */
  static String gain(double gain) {
    return Math.abs(gain) < 0.0005
        ? "±0"
        : String.format(Locale.ROOT, "%+.3f", gain).replace('-', '−');
  }

  static String millis(double millis) {
    return millis < 1_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F');
  }

  static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars >= 0.1 || dollars == 0 ? "$%.2f" : "$%.5f", dollars);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, "×%.2f", ratio);
  }

  /** Good, bad or neither, for the style sheet. */
  static String tone(double gain) {
    return gain > 1e-9 ? "good" : gain < -1e-9 ? "bad" : "even";
  }
}
