package dev.turnpike.embedded.model.answers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns "The user's name is Ada" into "your name is Ada", and "The user likes tea" into "you like
 * tea".
 */
final class SecondPerson {
  private static final Pattern OWN =
      Pattern.compile("^(?:the )?user'?s (?=\\S)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOES =
      Pattern.compile(
          "^(?:the )?user (?<over>no longer )?(?<verb>\\S+)(?<rest>.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SIBILANT = Pattern.compile(".*(?:ss|x|z|ch|sh|o)es");

  private SecondPerson() {}

  static String of(String statement) {
    Matcher own = OWN.matcher(statement.replace('\u2019', '\''));
    if (own.find()) {
      return own.replaceFirst("your ");
    }
    Matcher does = DOES.matcher(statement);
    if (!does.matches()) {
      return statement;
    }
    String over = does.group("over") == null ? "" : does.group("over");
    return "you " + over + plural(does.group("verb")) + does.group("rest");
  }

  private static String plural(String verb) {
    return switch (verb) {
      case "is" -> "are";
      case "was" -> "were";
      case "has" -> "have";
      case "doesn't" -> "don't";
      case "isn't" -> "aren't";
      default -> {
        if (verb.endsWith("ies") && verb.length() > 4) {
          yield verb.substring(0, verb.length() - 3) + "y";
        }
        if (SIBILANT.matcher(verb).matches()) {
          yield verb.substring(0, verb.length() - 2);
        }
        yield verb.endsWith("s") ? verb.substring(0, verb.length() - 1) : verb;
      }
    };
  }
}
