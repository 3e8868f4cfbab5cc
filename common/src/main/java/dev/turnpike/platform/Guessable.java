package dev.turnpike.platform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a secret is one that somebody made up or copied from an example. */
public final class Guessable {
  /** Of random text this long, all but one in millions have more. */
  private static final int FEWEST_CHARACTERS = 10;

  private static final List<String> WORDS =
      List.of(
          "secret", "change", "example", "password", "develop", "insecure", "turnpike", "for-test");

  private Guessable() {}

  /** Why others could guess it, as the end of a sentence; empty when nothing shows. */
  public static Optional<String> reason(String secret) {
    String small = secret.toLowerCase(Locale.ROOT);
    Optional<String> word = WORDS.stream().filter(small::contains).findFirst();
    if (word.isPresent()) {
      return Optional.of("has the word \"%s\" in it".formatted(word.get()));
    }
    long characters = secret.chars().distinct().count();
    if (characters < FEWEST_CHARACTERS) {
      return Optional.of("has only %d different characters".formatted(characters));
    }
    return isRepeated(secret) ? Optional.of("repeats itself") : Optional.empty();
  }

  /** Text that is made of a shorter one occurs in its double, elsewhere than at the two ends. */
  private static boolean isRepeated(String secret) {
    return (secret + secret).indexOf(secret, 1) < secret.length();
  }
}
