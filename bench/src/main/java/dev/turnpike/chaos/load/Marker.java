package dev.turnpike.chaos.load;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question is known by wherever it appears: it is written into the user's message, since a
 * client whose connection breaks early never learns the turn's id.
 */
public record Marker(int number) implements Comparable<Marker> {
  private static final Pattern WRITTEN = Pattern.compile("\\[q(\\d{6,9})\\]");

  /** The one in a message, if it has one. */
  public static Optional<Marker> in(String text) {
    Matcher found = WRITTEN.matcher(text);
    return found.find()
        ? Optional.of(new Marker(Integer.parseInt(found.group(1))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Marker other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[q%06d]", number);
  }
}
