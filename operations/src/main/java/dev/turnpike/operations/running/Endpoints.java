package dev.turnpike.operations.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where everything of a running system is: written to the data folder when it is ready, removed
 * when it stops, read by the commands that talk to it. Holds the database's password, so only the
 * owner may read the file.
 *
 * @param pid the launcher's process
 * @param url of the first ingress node
 */
public record Endpoints(
    long pid,
    Instant startedAt,
    String url,
    String bootstrapServers,
    String schemaRegistryUrl,
    Database database,
    Model model,
    List<Node> services) {

  public record Database(String url, @Nullable String user, @Nullable String password) {}

  public record Model(String baseUrl, @Nullable String name, boolean simulated) {}

  /**
   * @param name of the service and its number, as in {@code agent-workers-1}
   * @param url of its health and metrics
   * @param pid its own process, or the launcher's
   */
  public record Node(String name, String url, long pid) {}

  private static final String FILE = "endpoints.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Endpoints {
    services = List.copyOf(services);
  }

  public void write(Path folder) {
    try {
      WholeFile.write(
          folder.resolve(FILE), JSON.writeValueAsString(this) + "\n", WholeFile.Readers.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if nothing runs on that folder, also where a killed run left its file behind. */
  public static Optional<Endpoints> read(Path folder) {
    try {
      Endpoints endpoints = JSON.readValue(Files.readString(folder.resolve(FILE)), Endpoints.class);
      return ProcessHandle.of(endpoints.pid()).map(alive -> endpoints);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
