package dev.turnpike.analytics.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StoreKeyTest {

  @Property
  void itIsReadAsItWasWritten(
      @ForAll Family family, @ForAll @LongRange(min = 0) long time, @ForAll String group) {
    StoreKey key = new StoreKey(family, time, wellFormed(group));
    var serde = StoreKey.serde();
    assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", key)))
        .isEqualTo(key);
  }

  @Property
  void bytesAreInTheOrderOfTime(
      @ForAll Family family,
      @ForAll @LongRange(min = 0) long a,
      @ForAll @LongRange(min = 0) long b) {
    int order = Arrays.compareUnsigned(bytes(family, a), bytes(family, b));
    assertThat(Integer.signum(order)).isEqualTo(Long.compare(a, b));
  }

  private static byte[] bytes(Family family, long time) {
    return StoreKey.serde().serializer().serialize("", StoreKey.before(family, time));
  }

  /** Without lone surrogates, which no encoding has. */
  private static String wellFormed(String text) {
    return text.replaceAll("[\\uD800-\\uDFFF]", "");
  }
}
