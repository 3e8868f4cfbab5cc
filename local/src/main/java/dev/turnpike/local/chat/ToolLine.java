package dev.turnpike.local.chat;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer's tools do, each in one short line. */
final class ToolLine {

  private static final int LONGEST = 72;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

  private ToolLine() {}

  static String call(Frame frame) {
    String arguments = oneLine(frame.data().path("arguments").asString(""));
    String shown = arguments.isEmpty() || arguments.equals("{}") ? "" : " " + arguments;
    return "(calls %s%s)".formatted(oneLine(frame.data().path("name").asString("a tool")), shown);
  }

  /** Empty when the tool did its work. */
  static Optional<String> failure(Frame frame) {
    return frame.data().path("failed").asBoolean(false)
        ? Optional.of(
            "(%s failed: %s)"
                .formatted(
                    oneLine(frame.data().path("name").asString("a tool")),
                    oneLine(frame.data().path("result").asString(""))))
        : Optional.empty();
  }

  /** Without what could move the cursor or colour the terminal. */
  private static String oneLine(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
