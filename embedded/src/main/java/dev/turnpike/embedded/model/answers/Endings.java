package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people say that something about them is over, and how that reads in the third person. */
final class Endings {
  private static final String ANY_MORE = " (?:any ?more|any longer)(?: now)?$";
  private static final Pattern IS_NOT =
      ignoringCase(
          "i(?: am|'m) (?:no longer (?<state>.+)|not (?:an? )?(?<was>.+?)" + ANY_MORE + ")");
  private static final Pattern DOES_NOT =
      ignoringCase(
          "i (?:no longer (?<rest>.+)|(?:don't|do not|can't|cannot) (?<did>.+?)" + ANY_MORE + ")");
  private static final Pattern STOPPED =
      ignoringCase(
          "i(?:'ve| have)?(?: just)? (?:stopped|quit|given up|gave up)"
              + " (?<verb>\\p{L}+)ing\\b(?<what>.*)");
  private static final Pattern OF_STATE =
      Pattern.compile("^(?<of>The user(?:'s .+?)? (?:is|was|are)) (?<state>.+)$");

  private Endings() {}

  /** What a clause puts an end to, as it was said before; several ways to put it, or none. */
  static List<String> over(String clause) {
    Matcher isNot = IS_NOT.matcher(clause);
    if (isNot.lookingAt()) {
      return List.of("I am " + either(isNot, "state", "was"));
    }
    Matcher doesNot = DOES_NOT.matcher(clause);
    if (doesNot.lookingAt()) {
      return List.of("I " + either(doesNot, "rest", "did"));
    }
    Matcher stopped = STOPPED.matcher(clause);
    if (stopped.lookingAt()) {
      String verb = stopped.group("verb");
      String what = stopped.group("what");
      return List.of("I " + verb + what, "I " + verb + "e" + what);
    }
    return List.of();
  }

  /** "The user no longer likes tea" of "The user likes tea". */
  static String statement(String statement) {
    Matcher state = OF_STATE.matcher(statement);
    return state.matches()
        ? state.group("of") + " no longer " + state.group("state")
        : statement.replaceFirst("^The user ", "The user no longer ");
  }

  private static String either(Matcher matcher, String one, String other) {
    String group = matcher.group(one);
    return group == null ? matcher.group(other) : group;
  }

  private static Pattern ignoringCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
