package dev.turnpike.agent.tools.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The begin of a body: no more than allowed is read and decompressed, whatever its size is. */
final class Body {

  private static final int CHUNK = 16 * 1024;

  private final byte[] bytes;
  private final boolean cut;

  private Body(byte[] bytes, boolean cut) {
    this.bytes = bytes;
    this.cut = cut;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean cut() {
    return cut;
  }

  /**
   * Reads at most {@code limit} bytes.
   *
   * @throws InterruptedIOException when time is up: a server that drips never times out otherwise
   */
  static Body read(
      WebAddress address, @Nullable HttpEntity entity, int limit, BooleanSupplier timeIsUp)
      throws IOException, WebException {
    if (entity == null) {
      return new Body(new byte[0], false);
    }
    try (var input = decoded(address, entity)) {
      var bytes = new ByteArrayOutputStream();
      var chunk = new byte[CHUNK];
      // One byte more than allowed tells whether there is more.
      while (bytes.size() <= limit) {
        if (timeIsUp.getAsBoolean()) {
          throw new InterruptedIOException();
        }
        int read = input.read(chunk, 0, Math.min(CHUNK, limit + 1 - bytes.size()));
        if (read < 0) {
          return new Body(bytes.toByteArray(), false);
        }
        bytes.write(chunk, 0, read);
      }
      return new Body(Arrays.copyOf(bytes.toByteArray(), limit), true);
    }
  }

  private static InputStream decoded(WebAddress address, HttpEntity entity)
      throws IOException, WebException {
    var encoding = entity.getContentEncoding();
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> new Unclosed(entity.getContent());
      case "gzip", "x-gzip" -> gunzip(new Unclosed(entity.getContent()));
      default ->
          throw new WebException(
              "%s is compressed in a way that was not asked for, and can't be read."
                  .formatted(address));
    };
  }

  private static InputStream gunzip(InputStream compressed) throws IOException {
    try {
      return new GZIPInputStream(compressed, CHUNK);
    } catch (EOFException _) {
      return InputStream.nullInputStream();
    }
  }

  /** Closing a body reads all that is left of it; the request is cancelled instead. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream body) {
      super(body);
    }

    @Override
    public void close() {}
  }
}
