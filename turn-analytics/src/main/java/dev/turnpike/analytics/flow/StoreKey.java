package dev.turnpike.analytics.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A key in a store. In bytes: the family, eight bytes of time, the group as text; so a store's
 * order is by family and time, and a span of time is one range.
 *
 * @param time in milliseconds, not negative
 * @param group empty only as an end of a range
 */
public record StoreKey(Family family, long time, String group) {

  private static final int PREFIX_BYTES = 1 + Long.BYTES;

  public StoreKey {
    if (time < 0) {
      throw new IllegalArgumentException("A time before 1970: " + time);
    }
  }

  /** Of a group whatever the time. */
  static StoreKey timeless(Family family, String group) {
    return new StoreKey(family, 0, group);
  }

  /** Before all keys of that time and family, after all of earlier times. */
  public static StoreKey before(Family family, long time) {
    return new StoreKey(family, time, "");
  }

  public static Serde<StoreKey> serde() {
    return Serdes.serdeFrom(
        (topic, key) -> key == null ? null : key.bytes(),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private byte[] bytes() {
    byte[] text = group.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PREFIX_BYTES + text.length)
        .put(family.code())
        .putLong(time)
        .put(text)
        .array();
  }

  private static StoreKey of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Family family = Family.of(buffer.get());
    long time = buffer.getLong();
    int length = bytes.length - PREFIX_BYTES;
    return new StoreKey(
        family, time, new String(bytes, PREFIX_BYTES, length, StandardCharsets.UTF_8));
  }
}
