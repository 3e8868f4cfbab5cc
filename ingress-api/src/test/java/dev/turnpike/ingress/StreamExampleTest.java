package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of docs/streams.md as it stands there. */
class StreamExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "streams.md");
  private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory;

  @Test
  void theRestIsFetchedFromWhereTheConnectionBroke() throws IOException, InterruptedException {
    Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    try (RunningIngress ingress = RunningIngress.start(Map.of());
        FakeWorker _ =
            FakeWorker.start(
                TestPlatform.shared().bootstrapServers(),
                ingress.database(),
                stage -> stage.answer("Hel", "lo", " you"))) {
      String rest = run(example.group(1), ingress);
      assertThat(Files.readString(directory.resolve("seen.txt")))
          .contains("\"started\"")
          .contains("\"content\":\"Hel\"")
          .doesNotContain("\"lo\"");
      assertThat(rest)
          .contains("\"content\":\"lo\"")
          .contains("\"content\":\" you\"")
          .contains("\"completed\"")
          .doesNotContain("Hel");
    }
  }

  private String run(String script, RunningIngress ingress)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", script);
    shell.directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    shell.environment().put("URL", ingress.client().url() + "/api/v1");
    shell.environment().put("SESSION_TOKEN", ingress.client().visitor().sessionToken());
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
