package dev.turnpike.agent.tools.web;

import java.nio.charset.Charset;
import java.util.Locale;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/** What a server answered, at the address where it did. */
final class Answer {

  private final WebAddress address;
  private final int status;
  private final @Nullable ContentType type;
  private final byte[] body;
  private final boolean cut;

  /**
   * @param type null when the server did not say or said nonsense
   * @param cut whether there was more than the body that was read
   */
  Answer(WebAddress address, int status, @Nullable ContentType type, byte[] body, boolean cut) {
    this.address = address;
    this.status = status;
    this.type = type;
    this.body = body;
    this.cut = cut;
  }

  WebAddress address() {
    return address;
  }

  int status() {
    return status;
  }

  boolean cut() {
    return cut;
  }

  /** In lower case, without parameters; empty when unknown. */
  String mediaType() {
    return type == null ? "" : type.getMimeType().toLowerCase(Locale.ROOT);
  }

  boolean isHtml() {
    return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
  }

  byte[] body() {
    return body;
  }

  @Nullable Charset charset() {
    return type == null ? null : type.getCharset();
  }
}
