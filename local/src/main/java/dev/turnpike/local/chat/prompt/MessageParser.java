package dev.turnpike.local.chat.prompt;

import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Takes a line as it is, for people's words know no quotes and brackets that must be closed. Only a
 * backslash at its end says that it goes on.
 */
final class MessageParser implements Parser {

  private static final String GOES_ON = "\\";

  /** The whole line is one word: what is completed is a command, which has none before it. */
  private record Message(String line, int cursor) implements ParsedLine {

    @Override
    public String word() {
      return line;
    }

    @Override
    public int wordCursor() {
      return cursor;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(line);
    }
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && line.endsWith(GOES_ON)) {
      throw new EOFError(-1, -1, "The line goes on");
    }
    return new Message(line, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** The message without the backslashes that only said that it goes on. */
  static String message(String accepted) {
    return accepted.replace(GOES_ON + "\n", "\n");
  }
}
