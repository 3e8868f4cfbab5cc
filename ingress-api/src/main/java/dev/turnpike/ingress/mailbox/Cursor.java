package dev.turnpike.ingress.mailbox;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;

/**
 * A position in a turn's stream: everything up to and including the event it names was seen.
 * Clients get it as opaque, URL-safe text: base64url of a version byte and three unsigned varints.
 *
 * @param mailbox partition of chat.replies
 * @param offset of the event's record in it
 * @param chars how much of the answer a client has that has seen the event, in UTF-16 code units
 */
public record Cursor(int mailbox, long offset, int chars) {
  private static final int VERSION = 1;
  private static final int MAX_VARINT_BYTES = 9;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  public Cursor {
    if (mailbox < 0 || offset < 0 || chars < 0) {
      throw new IllegalArgumentException(
          "A cursor has no negative parts: %d/%d/%d".formatted(mailbox, offset, chars));
    }
  }

  /** The same place for a client that has that much. */
  public Cursor with(int count) {
    return new Cursor(mailbox, offset, count);
  }

  public String encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(12);
    bytes.write(VERSION);
    write(bytes, mailbox);
    write(bytes, offset);
    write(bytes, chars);
    return ENCODER.encodeToString(bytes.toByteArray());
  }

  /** Empty for whatever {@link #encode} does not make. */
  public static Optional<Cursor> decode(String text) {
    try {
      Reader reader = new Reader(DECODER.decode(text));
      if (reader.next() != VERSION) {
        return Optional.empty();
      }
      long mailbox = reader.varint();
      long offset = reader.varint();
      long chars = reader.varint();
      if (mailbox > Integer.MAX_VALUE || chars > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      Cursor cursor = new Cursor((int) mailbox, offset, (int) chars);
      return cursor.encode().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void write(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while (rest > 0x7f) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    int next() {
      if (position == bytes.length) {
        throw new IllegalArgumentException("A cursor ends too early.");
      }
      return bytes[position++] & 0xff;
    }

    long varint() {
      long value = 0;
      for (int i = 0; i < MAX_VARINT_BYTES; i++) {
        int next = next();
        value |= (long) (next & 0x7f) << (7 * i);
        if (next < 0x80) {
          return value;
        }
      }
      throw new IllegalArgumentException("A cursor's number is too long.");
    }
  }
}
