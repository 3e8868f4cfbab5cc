package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Agrees with Java's own decoder, piece by piece, except about U+0000. */
class Utf8CheckTest {
  @Test
  void everyCharacterIsUtf8() {
    for (int character = 1; character <= Character.MAX_CODE_POINT; character++) {
      if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
        assertThat(isUtf8(bytes, 1)).as(Integer.toHexString(character)).isTrue();
      }
    }
    assertThat(isUtf8(new byte[] {0}, 1)).isFalse();
  }

  @Test
  void agreesWithTheDecoderAboutAnyBytes() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(1, 6)];
      for (int at = 0; at < bytes.length; at++) { // Mostly from the upper half.
        bytes[at] =
            (byte) (random.nextInt(4) == 0 ? random.nextInt(1, 128) : random.nextInt(128, 256));
      }
      assertThat(isUtf8(bytes, random.nextInt(1, 4))).isEqualTo(isDecoded(bytes));
    }
  }

  private static boolean isUtf8(byte[] bytes, int piece) {
    Utf8Check check = new Utf8Check();
    for (int at = 0; at < bytes.length; at += piece) {
      if (!check.accepts(bytes, at, Math.min(piece, bytes.length - at))) {
        return false;
      }
    }
    return check.isComplete();
  }

  private static boolean isDecoded(byte[] bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
