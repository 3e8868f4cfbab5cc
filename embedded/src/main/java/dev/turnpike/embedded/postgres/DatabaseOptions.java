package dev.turnpike.embedded.postgres;

import java.nio.file.Path;
import java.util.Map;

/**
 * @param folder holds the data, the server's log and its password
 * @param port to listen on, or 0 for a free one
 * @param pgvector a folder with pgvector's files, see {@link PgvectorFiles}
 * @param durable true: every commit reaches the disk. False: quicker, and the data is deleted when
 *     the server stops, however this JVM ends
 * @param archiving whether finished pieces of the write-ahead log are handed to {@code
 *     archive_command}, which is then to be set; they are kept until it is
 * @param settings of PostgreSQL, such as {@code ssl}; they override this module's own
 */
public record DatabaseOptions(
    Path folder,
    int port,
    Path pgvector,
    boolean durable,
    boolean archiving,
    Map<String, String> settings) {

  public DatabaseOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    settings = Map.copyOf(settings);
  }

  public DatabaseOptions(Path folder, int port, Path pgvector, boolean durable, boolean archiving) {
    this(folder, port, pgvector, durable, archiving, Map.of());
  }

  public static DatabaseOptions durable(Path folder, int port, Path pgvector) {
    return new DatabaseOptions(folder, port, pgvector, true, false);
  }

  public static DatabaseOptions ephemeral(Path folder, Path pgvector) {
    return new DatabaseOptions(folder, 0, pgvector, false, false);
  }

  /** The same as one that can be restored to any time, from a base backup and the archive. */
  public DatabaseOptions withArchiving() {
    return new DatabaseOptions(folder, port, pgvector, durable, true, settings);
  }

  public DatabaseOptions with(Map<String, String> more) {
    return new DatabaseOptions(folder, port, pgvector, durable, archiving, more);
  }
}
