package dev.turnpike.local.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Renders overlays; needs no cluster. */
final class Kubectl {
  static final String MISSING =
      "Overlays and components were not rendered, only the base was checked: kubectl is not on the"
          + " PATH. Install it (Debian: apt-get install kubernetes-client, or kubernetes.io).";

  private Kubectl() {}

  static boolean isInstalled() {
    return found().isPresent();
  }

  static String kustomize(Path folder, String target) {
    List<String> command = List.of(found().orElseThrow().toString(), "kustomize", target);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed, see above");
      }
      return rendered;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> found() {
    return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(folder -> Path.of(folder, "kubectl"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
