package dev.turnpike.local.chat;

import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.operations.console.Console;
import java.util.List;

/** Shows a person what there is already: conversations, what was said, what is known of them. */
final class Listing {

  private final Console console;

  Listing(Console console) {
    this.console = console;
  }

  /** With the numbers by which they can be named. */
  void sessions(List<Session> sessions, String current) {
    for (int i = 0; i < sessions.size(); i++) {
      Session each = sessions.get(i);
      print(
          "%s %2d  %s  %s"
              .formatted(
                  each.id().equals(current) ? "*" : " ",
                  i + 1,
                  name(each),
                  console.dim(Printable.of(each.id()))));
    }
  }

  static String name(Session session) {
    return session.name().isBlank() ? "(no name)" : oneLine(session.name());
  }

  void turns(List<PastTurn> turns) {
    for (PastTurn each : turns) {
      print(console.bold("> ") + Printable.of(each.message()));
      if (!each.answer().isEmpty()) {
        Sheet sheet = new Sheet(console);
        sheet.text(each.answer());
        sheet.end();
      }
      switch (each.status()) {
        case "completed" -> {}
        case "failed" -> print(console.dim("  (failed: %s)".formatted(oneLine(each.reason()))));
        default -> print(console.dim("  (%s)".formatted(oneLine(each.status()))));
      }
    }
  }

  void memories(List<String> memories) {
    if (memories.isEmpty()) {
      print(console.dim("  Nothing is known."));
    }
    memories.forEach(each -> print("  - " + oneLine(each)));
  }

  void help() {
    for (SlashCommand each : SlashCommand.values()) {
      print("  " + each.help());
    }
    print(
        console.dim(
            "  Alt-Enter, or Enter after a \\, begins a new line. Two slashes say a message that begins with one."));
  }

  void told(String line) {
    print(console.dim("  " + line));
  }

  void refused(String sentence) {
    print("turnpike: " + sentence);
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }

  private static String oneLine(String text) {
    return Printable.of(text).replace('\n', ' ').replace('\t', ' ');
  }
}
