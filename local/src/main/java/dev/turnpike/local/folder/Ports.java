package dev.turnpike.local.folder;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FreePort;
import dev.turnpike.operations.running.WholeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The loopback ports of the embedded parts: chosen once and remembered in the data folder, so that
 * addresses stay the same over restarts. A remembered port that something else took meanwhile is
 * replaced.
 */
public final class Ports {

  private final Path file;
  private final Properties remembered = new Properties();
  private final Map<String, Integer> given = new HashMap<>();

  private Ports(Path file) {
    this.file = file;
  }

  public static Ports of(Path folder) {
    Ports ports = new Ports(folder.resolve("ports.properties"));
    if (Files.exists(ports.file)) {
      try (Reader reader = Files.newBufferedReader(ports.file)) {
        ports.remembered.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        // A broken memory only costs new ports.
        ports.remembered.clear();
      }
    }
    return ports;
  }

  /** The port of a part; it was free when it was asked for first. */
  public synchronized int of(String part) {
    return given.computeIfAbsent(part, this::choose);
  }

  private int choose(String part) {
    int port = remembered(part);
    if (port == 0 || !isFree(port, part)) {
      port = unusedByOthers();
      remembered.setProperty(part, Integer.toString(port));
      write();
    }
    return port;
  }

  private int remembered(String part) {
    try {
      int port = Integer.parseInt(remembered.getProperty(part, "0"));
      return port > 0 && port < 65_536 ? port : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private int unusedByOthers() {
    int port = FreePort.find();
    while (remembered.containsValue(Integer.toString(port))) {
      port = FreePort.find();
    }
    return port;
  }

  private static boolean isFree(int port, String part) {
    try {
      return FreePort.claim(port, part) == port;
    } catch (EmbeddedStartException taken) {
      return false;
    }
  }

  private void write() {
    StringWriter text = new StringWriter();
    try {
      remembered.store(text, "Ports of the embedded parts; delete this file to choose new ones.");
      WholeFile.write(file, text.toString(), WholeFile.Readers.EVERYONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
