package dev.turnpike.ingress.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;

/**
 * Entity tags by what is in a file: every node has the same, and a file that an upgrade left alone
 * keeps its own. Each file is read once; the files of the class path are few.
 */
final class ContentTags {
  private static final int TAG_BYTES = 12;

  private final Map<State, String> known = new ConcurrentHashMap<>();

  /** A file in a folder may change while the service runs, when somebody works on it. */
  private record State(URI file, long length, long modified) {}

  String of(Resource file) {
    try {
      State state = new State(file.getURI(), file.contentLength(), file.lastModified());
      return known.computeIfAbsent(state, _ -> tag(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag(Resource file) {
    try (InputStream bytes = file.getInputStream()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes());
      return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
