package dev.turnpike.local.cli;

import dev.turnpike.local.chat.Accounts;
import dev.turnpike.local.chat.Answer;
import dev.turnpike.local.chat.Conversation;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.cli.DataOption;
import dev.turnpike.operations.cli.InterruptKey;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says something to a running system and shows the answer as it arrives. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = "Says something and shows the answer while it arrives.",
    footer = {
      "",
      "Without TEXT it asks for one message after the other, in one conversation.",
      "Ctrl-C cancels the answer that is under way; a second one leaves."
    })
final class ChatCommand implements Callable<Integer> {

  /** What shells expect of a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

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

  @Override
  public Integer call() throws IOException {
    Console console = Console.standard();
    String text = String.join(" ", words).strip();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (text.isEmpty() && !console.live()) {
      text = String.join("\n", input.lines().toList()).strip();
      if (text.isEmpty()) {
        throw new Refusal("Say something, as in ./turnpike chat \"Hello\".");
      }
    }
    Conversation conversation = open();
    if (!text.isEmpty()) {
      return answer(conversation, text, console) == Answer.End.CANCELLED ? INTERRUPTED : 0;
    }
    return ask(conversation, console, input);
  }

  private Conversation open() {
    if (url == null) {
      URI local = URI.create(data.endpoints().url());
      Accounts accounts = new Accounts(data.folder().resolve("chat.json"));
      return Conversation.open(local, accounts, terminal(), session, continued);
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http")) {
      throw new Refusal("--url must look like http://localhost:8080, not %s.".formatted(url));
    }
    Accounts accounts = Accounts.ofThisUser(Surroundings.ofThisProcess().variables());
    return Conversation.open(url, accounts, terminal(), session, continued);
  }

  private static Answer.End answer(Conversation conversation, String text, Console console) {
    try (InterruptKey _ =
        InterruptKey.during(() -> cancel(conversation, console), () -> System.exit(INTERRUPTED))) {
      return Answer.print(conversation, text, console);
    }
  }

  private static void cancel(Conversation conversation, Console console) {
    try {
      conversation.cancel();
    } catch (Refusal refusal) {
      console.out().println();
      console.out().println("turnpike: " + refusal.getMessage());
    }
  }

  private static int ask(Conversation conversation, Console console, BufferedReader input)
      throws IOException {
    console
        .out()
        .println(
            console.dim(
                "Session %s; Ctrl-C stops an answer, Ctrl-D ends it."
                    .formatted(conversation.sessionId())));
    while (true) {
      console.out().print("\n> ");
      console.out().flush();
      String line = input.readLine();
      if (line == null) {
        console.out().println();
        return 0;
      }
      if (!line.isBlank()) {
        try {
          var _ = answer(conversation, line.strip(), console);
        } catch (Refusal refusal) {
          console.out().println("turnpike: " + refusal.getMessage());
        }
      }
    }
  }

  /** The shell that this runs in; its start tells it from an older process of the same number. */
  private static String terminal() {
    return ProcessHandle.current()
        .parent()
        .map(shell -> shell.pid() + "@" + shell.info().startInstant().orElse(Instant.EPOCH))
        .orElse("");
  }
}
