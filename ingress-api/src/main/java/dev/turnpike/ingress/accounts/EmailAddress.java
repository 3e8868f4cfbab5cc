package dev.turnpike.ingress.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses as they are stored and compared: without the space around them, in Unicode's
 * form NFKC, in lower case. So who writes theirs in capitals or in full-width letters means the
 * same account, and nobody can register one that only looks like another's in these ways.
 */
public final class EmailAddress {
  /** Nothing invisible, no space, nothing that needs quotes; one {@code @}. */
  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{C}\\p{Z}@\"(),:;<>\\\\\\[\\]]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}-]|\\.(?!\\.))*");

  private static final int MOST = 254;

  private EmailAddress() {}

  /** The same for what is normalised already. */
  public static String normalized(String email) {
    String compatible = Normalizer.normalize(email.strip(), Normalizer.Form.NFKC);
    return Normalizer.normalize(compatible.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC).strip();
  }

  /** Of a normalised one. */
  public static boolean isValid(String email) {
    return email.length() <= MOST
        && FORM.matcher(email).matches()
        && !email.endsWith(".")
        && !email.endsWith("-");
  }
}
