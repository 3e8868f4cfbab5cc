package dev.turnpike.operations.cli;

import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Refusal;
import java.util.Locale;
import java.util.Optional;

/** Asks the person at the terminal whether to go on. */
record Asking(Console console, boolean yes) {

  /**
   * @throws Refusal when nobody can be asked
   */
  boolean goOn() {
    if (yes) {
      return true;
    }
    var terminal =
        Optional.ofNullable(System.console())
            .filter(java.io.Console::isTerminal)
            .orElseThrow(
                () ->
                    new Refusal(
                        "Nobody can be asked here whether to go on: add --yes, or --dry-run to change nothing."));
    console.out().print("Go on? [y/N] ");
    console.out().flush();
    var answer = terminal.readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
