package dev.turnpike.agent.tools;

import java.util.regex.Pattern;

/** What providers accept as the name of a tool. */
final class ToolNames {

  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private ToolNames() {}

  static String valid(String name) {
    if (!VALID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A tool is named \"%s\": write 1 to 64 letters, digits, _ and -".formatted(name));
    }
    return name;
  }
}
