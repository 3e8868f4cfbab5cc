package dev.turnpike.embedded.registry;

import dev.turnpike.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registry's memory: a file with one JSON object a line, only ever appended to. An entry is on
 * disk when {@link #append} returns. A last line that a crash tore was never acknowledged, and is
 * cut off. Not thread-safe.
 */
final class Journal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final JsonMapper json = new JsonMapper();
  private final FileChannel file;
  private final Path path;

  private Journal(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static Journal open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(file)) {
        file.close();
        throw new EmbeddedStartException(
            "The schema registry's journal %s is in use: stop the other instance first."
                .formatted(path));
      }
      return new Journal(path, file);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The schema registry's journal %s can't be opened: %s.".formatted(path, e), e);
    }
  }

  /** All entries, oldest first; afterwards the journal stands at its end. */
  List<JsonNode> entries() {
    try {
      String text = text();
      List<JsonNode> entries = new ArrayList<>();
      int start = 0;
      for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
        entries.add(entry(text.substring(start, end), entries.size() + 1));
      }
      if (start < text.length()) {
        log.atWarn().addKeyValue("journal", path).log("Cut off the journal's torn last line");
      }
      long whole = text.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
      file.truncate(whole).position(whole);
      return entries;
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The schema registry's journal %s can't be read: %s.".formatted(path, e), e);
    }
  }

  void append(JsonNode entry) {
    try {
      long before = file.position();
      try {
        ByteBuffer line =
            ByteBuffer.wrap(
                (json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
          file.write(line);
        }
        file.force(true);
      } catch (IOException e) {
        file.truncate(before).position(before);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Read through the one channel: closing another one on this file would release the lock. */
  private String text() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
    while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private JsonNode entry(String line, int number) {
    try {
      return json.readTree(line);
    } catch (JacksonException e) {
      throw new EmbeddedStartException(
          "The schema registry's journal %s is damaged in line %d: restore it, or delete it together with the broker's data."
              .formatted(path, number),
          e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
