package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class CursorTest {
  @Property
  void readsWhatItWrites(
      @ForAll @IntRange(min = 0) int mailbox,
      @ForAll @LongRange(min = 0) long offset,
      @ForAll @IntRange(min = 0) int chars) {
    Cursor cursor = new Cursor(mailbox, offset, chars);
    assertThat(Cursor.decode(cursor.encode())).contains(cursor);
  }

  @Property
  void isShortAndSafeInUrlsAndHeaders(
      @ForAll @IntRange(min = 0, max = 15) int mailbox,
      @ForAll @LongRange(min = 0, max = 1L << 40) long offset) {
    assertThat(new Cursor(mailbox, offset, 0).encode()).matches("[A-Za-z0-9_-]{6,14}");
  }

  @Property
  void refusesOrReadsAnyText(@ForAll String text) {
    Cursor.decode(text).ifPresent(cursor -> assertThat(cursor.encode()).isEqualTo(text));
  }

  @Property
  void refusesOrReadsAnythingOfItsAlphabet(
      @ForAll
          @StringLength(max = 20)
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = '0', to = '9')
          String text) {
    Cursor.decode(text).ifPresent(cursor -> assertThat(cursor.encode()).isEqualTo(text));
  }

  @Example
  void refusesWhatItDoesNotWrite() {
    String good = new Cursor(3, 300, 0).encode();
    assertThat(Cursor.decode(good + "AA")).isEmpty();
    assertThat(Cursor.decode(good.substring(0, good.length() - 2))).isEmpty();
    assertThat(Cursor.decode(good + "=")).isEmpty();
    assertThat(Cursor.decode("")).isEmpty();
    assertThatThrownBy(() -> new Cursor(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
