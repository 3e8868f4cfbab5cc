package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program at a pseudo-terminal of its own ({@code script} makes it), and who types there. */
public final class Pty implements AutoCloseable {

  /** Keys that are not letters. */
  public static final String ENTER = "\r";

  public static final String ALT_ENTER = "\033\r";
  public static final String UP = "\033OA";
  public static final String CTRL_C = "\003";
  public static final String CTRL_D = "\004";

  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Control and operating system sequences, and what else is no text. */
  private static final Pattern SEQUENCES =
      Pattern.compile("\033\\[[0-9;?>=]*[A-Za-z]|\033\\][^\007]*\007|\033[=>()][B0]?|[\r\007\b]");

  private final Process process;
  private final StringBuilder output = new StringBuilder(); // guarded by itself

  private Pty(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /** Whether this machine has what it takes. */
  public static boolean isPossible() {
    return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
  }

  public static Pty running(ChildJvm.Builder program, Map<String, String> environment) {
    // `script` gives one string to a shell.
    List<String> words =
        program.command().stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList();
    ProcessBuilder builder =
        new ProcessBuilder(
                SCRIPT.toString(),
                "-qfec",
                "stty cols 100 rows 30; exec " + String.join(" ", words),
                "/dev/null")
            .redirectErrorStream(true);
    builder.environment().putAll(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8", "SHELL", "/bin/sh"));
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(environment);
    try {
      return new Pty(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void type(String keys) {
    try {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the program has said so. */
  public void awaitText(String text) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(text()).contains(text));
  }

  /** Waits until the program has said so that many times. */
  public void awaitText(String text, int times) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(text().split(Pattern.quote(text), -1)).hasSize(times + 1));
  }

  /** All that the program has sent to the terminal. */
  public String raw() {
    synchronized (output) {
      return output.toString();
    }
  }

  /** The same without what steers the terminal. */
  public String text() {
    return SEQUENCES.matcher(raw()).replaceAll("");
  }

  public int awaitExit() {
    try {
      assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).as(raw()).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (Reader reader = process.inputReader(StandardCharsets.UTF_8)) {
      char[] piece = new char[1024];
      for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
        synchronized (output) {
          output.append(piece, 0, read);
        }
      }
    } catch (IOException ended) {
      // So has the program.
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
