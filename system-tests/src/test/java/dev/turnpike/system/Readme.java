package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that the README tells people to copy. */
final class Readme {

  private static final Pattern CALLS =
      Pattern.compile("```sh\n(URL=http://localhost:8080.*?)```", Pattern.DOTALL);

  private Readme() {}

  /** Runs the section on the API as it stands there, against another port, and gives its output. */
  static String callsOfTheApi(int port) {
    try {
      Matcher calls = CALLS.matcher(Files.readString(Path.of("..", "README.md")));
      assertThat(calls.find()).isTrue();
      String script = "set -euo pipefail\n" + calls.group(1).replace("8080", "" + port);
      Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
      String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(bash.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
