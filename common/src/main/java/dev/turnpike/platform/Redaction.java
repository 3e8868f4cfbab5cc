package dev.turnpike.platform;

import java.util.regex.Pattern;

/** Takes secrets out of addresses, so that they can be shown. */
public final class Redaction {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@?\\s]*@");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)((?:password|secret|token|sslkey)[^=&\\s]*=)[^&\\s]*");

  private Redaction() {}

  /** The address with user info and secret query parameters replaced by {@code ***}. */
  public static String redact(String address) {
    String withoutUser = USER_INFO.matcher(address).replaceAll("//***@");
    return SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1***");
  }
}
