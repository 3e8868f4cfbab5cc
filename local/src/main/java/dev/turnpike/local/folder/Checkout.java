package dev.turnpike.local.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which sources were measured.
 *
 * @param commit or {@code unknown} outside of a checkout
 * @param dirty whether files differ from the commit; results of the bench don't count
 */
public record Checkout(String commit, boolean dirty) {
  private static final int SHORT = 8;

  public static Checkout read(Path folder) {
    Optional<String> commit = git(folder, "rev-parse", "HEAD");
    Optional<String> changes = git(folder, "status", "--porcelain", "--", ".", ":!bench/results");
    return new Checkout(
        commit.filter(text -> !text.isEmpty()).orElse("unknown"),
        changes.map(text -> !text.isEmpty()).orElse(true));
  }

  public String shortCommit() {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }

  private static Optional<String> git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(output.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
