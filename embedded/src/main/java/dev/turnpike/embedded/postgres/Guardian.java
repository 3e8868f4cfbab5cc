package dev.turnpike.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A small shell process that stops PostgreSQL when this JVM dies without having done so.
 *
 * <p>PostgreSQL outlives a JVM that is killed. The guardian reads from a pipe that only this JVM
 * can write to: a line means "dismissed", the end of the stream means that the JVM is gone. It
 * knows the server by its process id, so it can't hit a server that was started later on the same
 * data.
 */
final class Guardian {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      read -r dismissed && exit 0
      kill -INT "$1" 2>/dev/null
      if [ -n "$2" ]; then
        for _ in $(seq 100); do kill -0 "$1" 2>/dev/null || break; sleep 0.1; done
        rm -rf "$2"
      fi
      """;

  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  static Guardian stopping(long server) {
    return watch(server, "");
  }

  static Guardian stoppingAndDeleting(long server, Path folder) {
    return watch(server, folder.toString());
  }

  private static Guardian watch(long server, String folderToDelete) {
    try {
      return new Guardian(
          new ProcessBuilder(
                  "sh", "-c", SCRIPT, "postgres-guardian", Long.toString(server), folderToDelete)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void dismiss() {
    try (var pipe = shell.getOutputStream()) {
      pipe.write("dismissed\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException guardianIsGone) {
      shell.destroy();
    }
  }
}
