package dev.turnpike.local.chat;

import dev.turnpike.local.chat.ChatApi.Session;
import dev.turnpike.local.chat.SlashCommand.Given;
import dev.turnpike.local.chat.prompt.InterruptedLine;
import dev.turnpike.local.chat.prompt.Lines;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A person's conversations at a terminal, one at a time: what they type is said in the current one,
 * or is a command of this client's if it begins with a slash.
 */
public final class Dialogue {

  /** The words that the person can begin a line with; for completion. */
  public static final List<String> COMMANDS = SlashCommand.words();

  private static final int REMINDER = 3;
  private static final int HISTORY = 20;
  private static final int LONGEST_HISTORY = 100;

  private final Visitor visitor;
  private final Console console;
  private final Lines lines;
  private final Listing listing;
  private Conversation current;

  public Dialogue(Visitor visitor, Conversation first, Console console, Lines lines) {
    this.visitor = visitor;
    this.current = first;
    this.console = console;
    this.lines = lines;
    this.listing = new Listing(console);
  }

  /**
   * Returns the exit status once the person leaves.
   *
   * @param goesOn the first conversation has a past
   */
  public int run(boolean goesOn) {
    listing.told(
        "Session %s. /help says what else there is; Ctrl-C stops an answer, Ctrl-D leaves."
            .formatted(current.sessionId()));
    if (goesOn) {
      guarded(this::remind);
    }
    boolean warned = false;
    while (true) {
      try {
        console.out().println();
        Optional<String> line = lines.next(console.bold("> "));
        warned = false;
        if (line.isEmpty() || !obey(line.get().strip())) {
          return 0;
        }
      } catch (InterruptedLine interrupted) {
        if (warned && interrupted.empty()) {
          return Interruptible.INTERRUPTED;
        }
        listing.told("Ctrl-C once more leaves.");
        warned = true;
      }
    }
  }

  /** Returns whether it goes on. */
  private boolean obey(String line) throws InterruptedLine {
    try {
      if (line.isEmpty()) {
        return true;
      }
      if (!line.startsWith("/") || line.startsWith("//")) {
        String message = line.startsWith("/") ? line.substring(1) : line;
        answer(() -> Answer.print(current, message, console));
        return true;
      }
      Given given =
          SlashCommand.parse(line)
              .orElseThrow(
                  () ->
                      new Refusal(
                          "There is no command %s: /help lists them."
                              .formatted(Printable.of(line.split("\\s")[0]))));
      return obey(given);
    } catch (Refusal refusal) {
      listing.refused(String.valueOf(refusal.getMessage()));
      return true;
    }
  }

  private boolean obey(Given given) throws InterruptedLine {
    switch (given.command()) {
      case NEW -> change(visitor.begin());
      case SESSIONS -> listing.sessions(visitor.sessions(), current.sessionId());
      case OPEN -> {
        change(visitor.open(named(given.argument()).id()));
        remind();
      }
      case RENAME -> rename(given.argument());
      case DELETE -> delete(given.argument());
      case HISTORY -> listing.turns(turns(count(given.argument())));
      case RETRY -> retry();
      case STOP -> stop();
      case MEMORY -> memory(given.argument());
      case HELP -> listing.help();
      case QUIT -> {
        return false;
      }
    }
    return true;
  }

  private void change(Conversation conversation) {
    current = conversation;
    listing.told("Session %s.".formatted(current.sessionId()));
  }

  /** What was said last; and what is being said just now is heard to its end. */
  private void remind() {
    List<PastTurn> past = turns(REMINDER);
    listing.turns(past.stream().filter(each -> !each.isUnderWay()).toList());
    for (PastTurn each : past) {
      if (each.isUnderWay()) {
        console.out().println(console.bold("> ") + Printable.of(each.message()));
        answer(() -> Answer.follow(current, each.id(), console));
      }
    }
  }

  private void rename(String name) {
    if (name.isEmpty()) {
      throw new Refusal("Say the name, too: /rename Travel plans.");
    }
    Session renamed = visitor.own().rename(current.sessionId(), name);
    listing.told("It is called %s now.".formatted(Listing.name(renamed)));
  }

  private void delete(String which) throws InterruptedLine {
    Session session = named(which.isEmpty() ? current.sessionId() : which);
    String question =
        "Delete %s with all its messages? (y/N) "
            .formatted(session.name().isBlank() ? session.id() : Listing.name(session));
    if (!lines.next(question).orElse("").strip().equalsIgnoreCase("y")) {
      listing.told("Nothing was deleted.");
      return;
    }
    visitor.own().delete(session.id());
    listing.told("Deleted.");
    if (session.id().equals(current.sessionId())) {
      change(visitor.begin());
    }
  }

  private void retry() {
    PastTurn last =
        turns(1).stream()
            .filter(each -> !each.message().isEmpty())
            .findFirst()
            .orElseThrow(() -> new Refusal("Nothing was asked here that could be asked again."));
    console.out().println(console.bold("> ") + Printable.of(last.message()));
    answer(() -> Answer.printAgain(current, last, console));
  }

  private void stop() {
    List<PastTurn> running = turns(HISTORY).stream().filter(PastTurn::isUnderWay).toList();
    running.forEach(each -> current.cancel(each.id()));
    listing.told(running.isEmpty() ? "Nothing is under way." : "Stopped.");
  }

  private void memory(String argument) {
    switch (argument) {
      case "" -> listing.memories(visitor.own().memories());
      case "on", "off" -> {
        visitor.own().remember(current.sessionId(), argument.equals("on"));
        listing.told(
            argument.equals("on")
                ? "From the next message on this conversation uses memory."
                : "From the next message on nothing is recalled here, and nothing learned.");
      }
      default -> listing.memories(visitor.own().memories(argument));
    }
  }

  /** By its number in the list, or by its id or name. */
  private Session named(String which) {
    List<Session> all = visitor.sessions();
    for (int i = 0; i < all.size(); i++) {
      Session each = all.get(i);
      if (which.equals(Integer.toString(i + 1))
          || which.equals(each.id())
          || (!which.isEmpty() && which.equals(each.name()))) {
        return each;
      }
    }
    throw new Refusal("Say which, by its number in /sessions, its id or its name: /open 1.");
  }

  private List<PastTurn> turns(int most) {
    return visitor.own().turns(current.sessionId(), most);
  }

  private static int count(String argument) {
    if (argument.isEmpty()) {
      return HISTORY;
    }
    if (!argument.matches("\\d{1,3}")) {
      throw new Refusal("/history takes a whole number, not '%s'.".formatted(argument));
    }
    return Math.clamp(Integer.parseInt(argument), 1, LONGEST_HISTORY);
  }

  private void answer(Supplier<Ending> answer) {
    try (Lines.Hush _ = lines.hush()) {
      Ending ending =
          Interruptible.answer(
              current, answer, refusal -> listing.refused(String.valueOf(refusal.getMessage())));
      if (ending instanceof Ending.Failed(String reason)) {
        listing.refused(reason);
      }
    }
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (Refusal refusal) {
      listing.refused(String.valueOf(refusal.getMessage()));
    }
  }
}
