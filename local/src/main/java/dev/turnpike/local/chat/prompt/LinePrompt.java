package dev.turnpike.local.chat.prompt;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks the person at this process's terminal for lines. Alt-Enter begins a new line in a message,
 * and so does Enter after a backslash.
 *
 * <p>Used by one thread.
 */
public final class LinePrompt implements Lines, AutoCloseable {

  private static final int REMEMBERED = 2000;
  private static final Size USUAL = Size.of(80, 24);

  /** What the logging would print, about terminals that can do less, is not for people. */
  private static final Logger LIBRARY = Logger.getLogger("org.jline");

  private final Terminal terminal;
  private final LineReader reader;

  private LinePrompt(Terminal terminal, LineReader reader) {
    this.terminal = terminal;
    this.reader = reader;
  }

  /**
   * @param history where lines are kept for the next time
   * @param commands what the tabulator key completes
   */
  public static LinePrompt open(Path history, Collection<String> commands) {
    LIBRARY.setLevel(Level.OFF);
    try {
      Terminal terminal = TerminalBuilder.builder().system(true).graphemeCluster(false).build();
      if (terminal.getSize().getColumns() <= 0) { // As some containers and recorders have it.
        terminal.setSize(USUAL);
      }
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .parser(new MessageParser())
              .completer((_, line, candidates) -> complete(line, commands, candidates))
              .variable(LineReader.HISTORY_FILE, HistoryFile.made(history))
              .variable(LineReader.HISTORY_SIZE, REMEMBERED)
              .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED)
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ")
              .option(Option.DISABLE_EVENT_EXPANSION, true)
              .option(Option.HISTORY_TIMESTAMPED, false)
              .build();
      Widget newLine =
          () -> {
            reader.getBuffer().write('\n');
            return true;
          };
      Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
          .bind(newLine, KeyMap.alt('\r'), KeyMap.alt('\n'));
      return new LinePrompt(terminal, reader);
    } catch (IOException e) {
      throw new Refusal(
          "Can't use this terminal: say it in one go, as in ./turnpike chat \"Hello\".", e);
    }
  }

  private static void complete(
      ParsedLine line, Collection<String> commands, List<Candidate> candidates) {
    if (line.line().startsWith("/")) {
      commands.forEach(each -> candidates.add(new Candidate(each)));
    }
  }

  @Override
  public Optional<String> next(String prompt) throws InterruptedLine {
    try {
      return Optional.of(MessageParser.message(reader.readLine(prompt)));
    } catch (UserInterruptException e) {
      throw new InterruptedLine(e.getPartialLine().isEmpty());
    } catch (EndOfFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Hush hush() {
    Attributes before = terminal.getAttributes();
    Attributes silent = new Attributes(before);
    silent.setLocalFlag(LocalFlag.ECHO, false);
    silent.setLocalFlag(LocalFlag.ICANON, false);
    terminal.setAttributes(silent);
    return () -> terminal.setAttributes(before);
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException gone) {
      // So is what there was to give back.
    }
  }
}
