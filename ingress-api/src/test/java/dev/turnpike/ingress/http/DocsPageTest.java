package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.turnpike.ingress.RunningIngress;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swagger UI in a real browser, under the policy that its answers carry. Needs Chromium. */
class DocsPageTest {
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1280,1600",
          "--virtual-time-budget=10000",
          "--enable-logging=stderr");

  @TempDir private Path folder;

  @Test
  void worksUnderItsPolicy() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "there is no Chromium on the PATH");
    try (RunningIngress ingress = RunningIngress.start(Map.of())) {
      String page = "http://127.0.0.1:%d/docs".formatted(ingress.port());
      String document = run(chromium.get(), "--dump-dom", page);

      assertThat(document)
          .contains("opblock-summary-path")
          .contains("/api/v1/auth/register")
          .contains("/v1/chat/completions");
      assertThat(Files.readString(folder.resolve("log")))
          .doesNotContain("Content Security Policy", "CONSOLE:ERROR", "Refused to");
    }
  }

  private String run(Path chromium, String... what) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(chromium.toString()));
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(Arrays.asList(what));
    Process browser =
        new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
    String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(browser.waitFor()).isZero();
    return output;
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            each ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(each)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
