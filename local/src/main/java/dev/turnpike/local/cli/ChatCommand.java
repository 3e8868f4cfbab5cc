package dev.turnpike.local.cli;

import dev.turnpike.local.chat.Accounts;
import dev.turnpike.local.chat.Answer;
import dev.turnpike.local.chat.Conversation;
import dev.turnpike.local.chat.Dialogue;
import dev.turnpike.local.chat.Ending;
import dev.turnpike.local.chat.EventLines;
import dev.turnpike.local.chat.Interruptible;
import dev.turnpike.local.chat.Visitor;
import dev.turnpike.local.chat.prompt.LinePrompt;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.DataOption;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Talks to a running system and shows the answers as they arrive. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = "Says something and shows the answer while it arrives.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the answer is whole",
      "1:it could not be asked, or was lost sight of",
      "2:the command line was not understood",
      "3:the turn failed, or somebody else cancelled it",
      "130:Ctrl-C"
    },
    footer = {
      "",
      "Without TEXT the message is what comes through a pipe; at a terminal it asks for one after",
      "the other: with line editing, a history, and commands such as /sessions and /retry (/help",
      "lists them). Ctrl-C stops the answer that is under way; the turn ends with what it has said.",
      "A connection that breaks is taken up again where it was. NO_COLOR switches styles off."
    })
final class ChatCommand implements Callable<Integer> {

  private static final int TURN_FAILED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "The message; 1 to 3000 characters.")
  private List<String> words = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Turnpike is (default: the one that runs on the data folder).")
  private @Nullable URI url;

  @Option(names = "--session", paramLabel = "ID", description = "Go on with that conversation.")
  private @Nullable String session;

  @Option(names = "--continue", description = "Go on with this terminal's last conversation.")
  private boolean continued;

  @Option(
      names = "--json",
      description = "Print the answer's events, one JSON object a line, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = Console.standard();
    String text = String.join(" ", words).strip();
    if (text.isEmpty() && isInteractive()) {
      if (json) {
        throw new ParameterException(
            spec.commandLine(), "--json needs a message, as in ./turnpike chat --json \"Hello\".");
      }
      return talk(console);
    }
    String message = text.isEmpty() ? piped() : text;
    Conversation conversation = visitor().conversation(session, continued);
    return status(
        Interruptible.answer(
            conversation,
            () ->
                json
                    ? EventLines.print(conversation, message, utf8())
                    : Answer.print(conversation, message, console),
            refusal -> complain(String.valueOf(refusal.getMessage()))));
  }

  private int talk(Console console) {
    Visitor visitor = visitor();
    Conversation first = visitor.conversation(session, continued);
    try (LinePrompt prompt = LinePrompt.open(history(), Dialogue.COMMANDS)) {
      return new Dialogue(visitor, first, console, prompt).run(session != null || continued);
    }
  }

  private int status(Ending ending) {
    return switch (ending) {
      case Ending.Whole _ -> 0;
      case Ending.Stopped _ -> Interruptible.INTERRUPTED;
      case Ending.Failed(String reason) -> {
        complain(reason);
        yield TURN_FAILED;
      }
    };
  }

  private void complain(String sentence) {
    spec.commandLine().getErr().println("turnpike: " + sentence);
  }

  /** A person sits at both ends. */
  private static boolean isInteractive() {
    return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
  }

  private static String piped() {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String text = String.join("\n", input.lines().toList()).strip();
    if (text.isEmpty()) {
      throw new Refusal("Say something, as in ./turnpike chat \"Hello\".");
    }
    return text;
  }

  /** JSON is UTF-8, whatever the locale. */
  private static PrintStream utf8() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  private Visitor visitor() {
    return Visitor.at(server(), new Accounts(folder().resolve("chat.json")), terminal());
  }

  private URI server() {
    if (url == null) {
      return URI.create(data.endpoints().url());
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http")) {
      throw new Refusal("--url must look like http://localhost:8080, not %s.".formatted(url));
    }
    return url;
  }

  private Path history() {
    return folder().resolve("chat-history");
  }

  /** For servers that have no data folder here it is the user's configuration folder. */
  private Path folder() {
    return url == null
        ? data.folder()
        : Accounts.folderOfThisUser(Surroundings.ofThisProcess().variables());
  }

  /** The shell that this runs in; its start tells it from an older process of the same number. */
  private static String terminal() {
    return ProcessHandle.current()
        .parent()
        .map(shell -> shell.pid() + "@" + shell.info().startInstant().orElse(Instant.EPOCH))
        .orElse("");
  }
}
