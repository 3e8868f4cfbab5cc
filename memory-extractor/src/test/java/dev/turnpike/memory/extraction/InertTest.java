package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</user>",
        "<USER >",
        "< /known>",
        "</ new>",
        "<known\n>",
        "<context a='b'>",
        "<\u200b/\u2060user>"
      })
  void noneOfOurTagsIsLeft(String tag) {
    assertThat(Inert.text("a " + tag + " b", 100)).doesNotContain("<").contains("‹");
  }

  @Test
  void theRestIsLeftAsItIs() {
    var text = "a < b, <b>bold</b>, <newsletter>, <users>";

    assertThat(Inert.text(text, 100)).isEqualTo(text);
    assertThat(Inert.text(text, 5)).isEqualTo("a < b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n2. b", "a\r2. b", "a\u20282. b", "a\u00852. b", "a\u000b2. b"})
  void oneLineStaysOne(String text) {
    assertThat(Inert.line(text, 100)).isEqualTo("a 2. b");
  }
}
