package dev.turnpike.embedded.postgres;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One data folder and the server process on it.
 *
 * <p>The server is started through {@code pg_ctl}, which gives it a session of its own: Ctrl-C in
 * the terminal reaches this JVM only, which then stops its services before their database.
 */
final class PostgresServer {

  static final String SUPERUSER = "turnpike";

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final int LOG_LINES_SHOWN = 5;

  private final PostgresBinaries binaries;
  private final Unprivileged unprivileged;
  private final Path data;
  private final Path logFile;

  PostgresServer(PostgresBinaries binaries, Unprivileged unprivileged, Path folder) {
    this.binaries = binaries;
    this.unprivileged = unprivileged;
    this.data = folder.resolve("data");
    this.logFile = folder.resolve("server.log");
  }

  /** Makes the data folder if there is none. It appears by one rename, so it is whole or absent. */
  void createData(Path passwordFile, boolean durable) throws IOException {
    if (Files.isDirectory(data)) {
      return;
    }
    Path unfinished = data.resolveSibling("data.unfinished");
    FolderTree.delete(unfinished);
    Command.Outcome outcome =
        unprivileged.run(
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                // The password is random and long, so that hashing it often adds nothing.
                "--set=scram_iterations=64",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                durable ? "--sync-method=fsync" : "--no-sync"));
    if (!outcome.succeeded()) {
      throw new EmbeddedStartException(
          "PostgreSQL could not create its data in %s: %s".formatted(data, outcome.output()));
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Stops a server that outlived its JVM. Needs the folder's hold: nobody else may be using it. */
  void stopLeftover() throws IOException {
    Optional<ProcessHandle> leftover = process().filter(this::isOurs);
    if (leftover.isPresent()) {
      log.atInfo()
          .addKeyValue("process", leftover.get().pid())
          .log("Stopping a left-over PostgreSQL");
      stop();
    } else {
      // The file names no server of ours, at most a stranger who has its old process id by now.
      Files.deleteIfExists(pidFile());
    }
  }

  /** Returns once connections are taken. */
  void start(int port, Map<String, String> settings) {
    String options =
        settings.entrySet().stream()
            .map(setting -> "-c %s=%s".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(" "));
    Command.Outcome outcome =
        pgCtl("start", "-l", logFile.toString(), "-t", "60", "-o", "-p " + port + " " + options);
    if (!outcome.succeeded()) {
      throw new EmbeddedStartException(
          "PostgreSQL did not start on %s; its log %s ends with:%n%s"
              .formatted(data, logFile, endOfLog()));
    }
  }

  /** Ends running statements, writes a checkpoint and returns when the process is gone. */
  void stop() {
    if (!pgCtl("stop", "-m", "fast", "-t", "5").succeeded()) {
      log.atWarn().log("PostgreSQL did not stop within 5 s and is told to abort");
      pgCtl("stop", "-m", "immediate", "-t", "5");
    }
  }

  long processId() throws IOException {
    return process()
        .orElseThrow(() -> new IOException("PostgreSQL ended right after its start"))
        .pid();
  }

  private Command.Outcome pgCtl(String action, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(binaries.program("pg_ctl"), action, "-w", "-D", data.toString()));
    command.addAll(List.of(arguments));
    return unprivileged.run(command);
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private Optional<ProcessHandle> process() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile());
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().command().filter(program -> program.endsWith("/postgres")).isPresent();
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(logFile);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
  }
}
