package dev.turnpike.local.chat;

import dev.turnpike.operations.console.Console;
import java.io.PrintStream;

/** Where an answer is written, piece by piece, with notes on lines of their own between them. */
final class Sheet {

  private final Console console;
  private final PrintStream out;
  private final Markdown markdown = new Markdown();
  private boolean lineBegun;

  Sheet(Console console) {
    this.console = console;
    this.out = console.out();
  }

  void text(String piece) {
    if (!piece.isEmpty()) {
      String printable = Printable.of(piece);
      out.print(console.colours() ? markdown.next(printable) : printable);
      out.flush();
      lineBegun = piece.charAt(piece.length() - 1) != '\n';
    }
  }

  /** On a line of its own, wherever the text stands. */
  void note(String line) {
    endLine(markdown.pause());
    out.println(console.dim("  " + line));
  }

  /** Under all of it. */
  void foot(String line) {
    end();
    out.println(console.dim(console.dash() + " " + line));
  }

  /** What comes next is another text, on a new line. */
  void end() {
    endLine(markdown.end());
  }

  private void endLine(String heldBack) {
    out.print(heldBack);
    if (lineBegun) {
      out.println();
      lineBegun = false;
    }
    out.flush();
  }
}
