package dev.turnpike.local.folder;

import dev.turnpike.embedded.DataFolder;
import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder in which one local run keeps everything: data, logs, ports, secrets. Held by one run
 * at a time; an ephemeral one is deleted when it is closed.
 */
public final class RunFolder implements AutoCloseable {

  /** Less than this and Kafka or Postgres would stop in mid-work soon. */
  private static final long NEEDED_BYTES = 300L << 20;

  private final Path path;
  private final boolean ephemeral;
  private final DataFolder hold;

  private RunFolder(Path path, boolean ephemeral, DataFolder hold) {
    this.path = path;
    this.ephemeral = ephemeral;
    this.hold = hold;
  }

  /** Creates the folder if need be, checks that it can be used, and holds it. */
  public static RunFolder open(Path folder) {
    return open(folder, false);
  }

  public static RunFolder openEphemeral() {
    try {
      return open(Files.createTempDirectory("turnpike-"), true);
    } catch (IOException e) {
      throw new Refusal(
          "Can't create a temporary folder (%s): set TMPDIR to a folder with room."
              .formatted(reason(e)),
          e);
    }
  }

  private static RunFolder open(Path folder, boolean ephemeral) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "probe-", ".tmp"));
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < NEEDED_BYTES) {
        throw new Refusal(
            "The disk of %s has %d MB left and Turnpike needs %d MB: make room, or choose a folder on another disk with --data DIR."
                .formatted(path, free >> 20, NEEDED_BYTES >> 20));
      }
      DataFolder hold = DataFolder.claim(path);
      for (String part : new String[] {"logs", "pids"}) {
        Files.createDirectories(path.resolve(part));
      }
      return new RunFolder(path, ephemeral, hold);
    } catch (IOException e) {
      throw new Refusal(
          "Can't write to the data folder %s (%s): choose another with --data DIR."
              .formatted(path, reason(e)),
          e);
    }
  }

  public Path path() {
    return path;
  }

  public boolean ephemeral() {
    return ephemeral;
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path pids() {
    return path.resolve("pids");
  }

  public Path broker() {
    return path.resolve("broker");
  }

  public Path database() {
    return path.resolve("database");
  }

  /** What is lost here is read again from the broker's log. */
  public Path analytics() {
    return path.resolve("analytics");
  }

  /** Beside the broker's log on purpose: the ids in the log mean nothing without it. */
  public Path registryJournal() {
    return path.resolve("registry").resolve("schemas.journal");
  }

  @Override
  public void close() {
    hold.close();
    if (ephemeral) {
      delete(path);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileSystemException at && at.getReason() != null) {
      return at.getReason();
    }
    return failure instanceof NoSuchFileException ? "it can't be created" : failure.toString();
  }
}
