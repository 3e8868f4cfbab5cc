package dev.turnpike.local.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can ask of this client between messages. */
enum SlashCommand {
  NEW("", "begin a new conversation"),
  SESSIONS("", "list your conversations"),
  OPEN("NUMBER", "go on with one of them (its number in the list, or its id)"),
  RENAME("NAME", "name this conversation"),
  DELETE("[NUMBER]", "delete this conversation, or another, with its messages"),
  HISTORY("[COUNT]", "show what was said here (the last 20 turns)"),
  RETRY("", "ask the last question again, in its place"),
  STOP("", "stop an answer that is under way (Ctrl-C while it comes)"),
  MEMORY("[WORDS|on|off]", "what is known about you; off: not in this conversation"),
  HELP("", "this list"),
  QUIT("", "leave (or Ctrl-D)");

  /** A command as it was typed. */
  record Given(SlashCommand command, String argument) {}

  private final String argument;
  private final String does;

  SlashCommand(String argument, String does) {
    this.argument = argument;
    this.does = does;
  }

  String word() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  /** One line of the help. */
  String help() {
    return "%-24s %s".formatted((word() + " " + argument).strip(), does);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SlashCommand::word).toList();
  }

  /**
   * As {@code /open 2}; the beginning of a word will do if it is the only one that begins so.
   *
   * @return empty if there is no such command
   */
  static Optional<Given> parse(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    String word = parts[0].toLowerCase(Locale.ROOT);
    List<SlashCommand> meant =
        Arrays.stream(values()).filter(each -> each.word().startsWith(word)).toList();
    return meant.size() == 1
        ? Optional.of(new Given(meant.getFirst(), parts.length > 1 ? parts[1].strip() : ""))
        : Optional.empty();
  }
}
