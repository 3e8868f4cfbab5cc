package dev.turnpike.agent.tools.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a text: as the server says, otherwise as its byte order mark says, else UTF-8. */
final class PlainText {

  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private PlainText() {}

  static String of(Answer answer) {
    var body = answer.body();
    var said = answer.charset();
    if (said != null) {
      return withoutMark(new String(body, said));
    }
    if (begins(body, 0xFE, 0xFF) || begins(body, 0xFF, 0xFE)) {
      return withoutMark(new String(body, StandardCharsets.UTF_16));
    }
    return isUtf8(body)
        ? withoutMark(new String(body, StandardCharsets.UTF_8))
        : new String(body, FALLBACK);
  }

  /** A character that was cut off at the end counts as one. */
  private static boolean isUtf8(byte[] body) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var input = ByteBuffer.wrap(body);
    var scratch = CharBuffer.allocate(4096);
    while (true) {
      var result = decoder.decode(input, scratch.clear(), false);
      if (!result.isOverflow()) {
        return result.isUnderflow();
      }
    }
  }

  private static boolean begins(byte[] body, int first, int second) {
    return body.length >= 2 && (body[0] & 0xFF) == first && (body[1] & 0xFF) == second;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
