package dev.turnpike.memory.extraction;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Tells texts that must never be kept: credentials and card numbers.
 *
 * <p>When in doubt it says yes. A fact too few costs an answer a nicety; a password too many lies
 * in a database, a log and a model's prompts.
 */
final class Secrets {

  /** Groups of digits; a card's number may have its expiry or another number beside it. */
  private static final Pattern DIGITS =
      Pattern.compile("\\d+(?:[\\s./_\\-\u2010-\u2015]{1,3}\\d+)*");

  /** Digits of a card's number (ISO/IEC 7812). */
  private static final int LEAST_DIGITS = 13;

  private static final int MOST_DIGITS = 19;

  /** A text that speaks of one of these can hold it, in whatever words. */
  private static final Pattern SPOKEN_OF =
      Pattern.compile(
          "(?iu)pass(word|wort|phrase|code|wd)|mot de passe|contraseña|kennwort|\\bparola\\b"
              + "|\\b(cvv|cvc|security code)\\b|\\bpin\\b.*\\d"
              + "|\\b(api|access|secret|private|encryption)[ _-]?(key|token)s?\\b"
              + "|\\b(seed|recovery|backup) (phrase|code|word)s?\\b|bearer ");

  /** As providers write their keys, signed tokens, key files, and passwords in addresses. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\b[spr]k[-_][\\w-]{12,}|\\bAKIA\\w{12,}|\\bAIza\\w{20,}|\\bgh[opsur]_\\w{20,}"
              + "|\\bxox[abprs]-\\w+|\\beyJ[\\w-]+\\.[\\w-]+|-----BEGIN |://[^/\\s:@]+:[^/\\s@]+@");

  /** Too long for a word, with digits and letters mixed. */
  private static final Pattern RANDOM =
      Pattern.compile("(?=\\w*\\d\\w*\\d\\w*\\d)(?=\\w*[A-Za-z]\\w*[A-Za-z])[A-Za-z0-9_+]{20,}");

  private Secrets() {}

  static boolean areIn(String text) {
    var plain = plain(text);
    return SPOKEN_OF.matcher(plain).find()
        || WRITTEN.matcher(plain).find()
        || RANDOM.matcher(plain).find()
        || DIGITS.matcher(plain).results().map(MatchResult::group).anyMatch(Secrets::holdsCard);
  }

  /**
   * Full-width digits and those of other scripts become plain ones, invisible characters vanish.
   */
  private static String plain(String text) {
    var plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean holdsCard(String digits) {
    String[] groups = digits.split("\\D+");
    for (int from = 0; from < groups.length; from++) {
      var number = new StringBuilder();
      for (int to = from; to < groups.length && number.length() < MOST_DIGITS; to++) {
        number.append(groups[to]);
        if (number.length() >= LEAST_DIGITS
            && number.length() <= MOST_DIGITS
            && passesLuhn(number.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
  private static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
