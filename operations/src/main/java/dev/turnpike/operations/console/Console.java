package dev.turnpike.operations.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints, and what that place can show: colours and overwritten lines on a
 * terminal, plain lines in a pipe or file. A locale that names no character set counts as UTF-8, as
 * containers often have none.
 */
public final class Console {

  private final PrintStream out;
  private final boolean live;
  private final boolean colours;
  private final boolean unicode;

  private Console(PrintStream out, boolean live, boolean colours, boolean unicode) {
    this.out = out;
    this.live = live;
    this.colours = colours;
    this.unicode = unicode;
  }

  /** The process's own standard output. */
  public static Console standard() {
    Map<String, String> environment = System.getenv();
    boolean live =
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false)
            && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    Charset charset = charset(environment);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
    return new Console(
        out,
        live,
        live && !environment.containsKey("NO_COLOR"),
        charset.equals(StandardCharsets.UTF_8));
  }

  /** Plain lines to the given stream. */
  public static Console plain(PrintStream out) {
    return new Console(out, false, false, true);
  }

  public PrintStream out() {
    return out;
  }

  /** Whether a line can be overwritten by the next. */
  public boolean live() {
    return live;
  }

  /** Whether text may be styled. */
  public boolean colours() {
    return colours;
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String tick() {
    return unicode ? styled("32", "✓") : "ok";
  }

  public String cross() {
    return unicode ? styled("31", "✗") : "!!";
  }

  public String dash() {
    return unicode ? "—" : "--";
  }

  private String styled(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  static Charset charset(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.get(name);
      if (locale != null && !locale.isEmpty()) {
        return named(locale);
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static Charset named(String locale) {
    int dot = locale.indexOf('.');
    @Nullable Charset charset =
        dot < 0 ? null : Charset.forName(locale.substring(dot + 1).replaceAll("@.*", ""), null);
    return charset == null ? StandardCharsets.UTF_8 : charset;
  }
}
