package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** OpenAI's own package for JavaScript, unmodified. Skipped where there is no Node or no npm. */
class JavaScriptClientTest {
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path FOLDER = Path.of("target", "openai-client");
  private static final long PATIENCE_SECONDS = 180;

  private record Outcome(int status, String output) {}

  @Test
  void theOfficialClientIsServed() throws IOException, InterruptedException {
    assumeTrue(runs("node"), "There is no Node here: the JavaScript client is not tested.");
    prepare();
    try (RunningIngress ingress = RunningIngress.start(Map.of());
        FakeWorker _ =
            FakeWorker.start(
                TestPlatform.shared().bootstrapServers(), ingress.database(), OpenAiPlay::play)) {
      Outcome outcome =
          run(
              Map.of(
                  "TURNPIKE_URL",
                  ingress.client().url() + "/v1",
                  "TURNPIKE_TOKEN",
                  ingress.client().visitor().userToken()),
              "node",
              "client.mjs");
      assertThat(outcome.status()).as(outcome.output()).isZero();
      assertThat(outcome.output().lines().filter(line -> line.startsWith("passed: "))).hasSize(6);
    }
  }

  /** Once for all builds of a work tree, by npm's lock file. */
  private static void prepare() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(FOLDER.resolve("node_modules").resolve("openai"))) {
      return;
    }
    assumeTrue(runs("npm"), "There is no npm here: the JavaScript client is not tested.");
    Outcome installed = run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
    assumeTrue(
        installed.status() == 0,
        "The JavaScript client could not be fetched, so it is not tested: " + installed.output());
  }

  private static boolean runs(String program) throws InterruptedException {
    try {
      return run(Map.of(), program, "--version").status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path output = Files.createTempFile("openai-client", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "It took too long. " + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
