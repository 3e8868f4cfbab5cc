package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I live in Paris.             | I live in Paris
          I live in Paris.             | "i LIVE  in paris."
          I live\u00a0in Paris.        | live in Paris
          I’m Ada                      | I'm Ada
          Ich wohne in der Hauptstraße | in der HAUPTSTRASSE
          Je m'appelle «Zoé»           | Je m’appelle "Zoé"
          Je m'appelle Zoe\u0301       | appelle Zoé
          Я живу в Москве, и это так   | я живу в москве
          私は東京に住んでいます            | 東京に住んで
          أعيش في القاهرة               | أعيش في القاهرة
          ｔｅａ is what I like          | tea is what I like
          born 1985, that is me        | 1985
          I like 🍵 a lot               | I like 🍵
          Yes.                         | Yes
          """)
  void whatWasSaidIsFound(String said, String quote) {
    assertThat(Grounding.isIn(List.of("Hello", said), quote)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I live in Paris. | I live in Lyon
          I live in Paris. | I live in Par
          I live in Paris. | ive
          I live in Paris. | ``
          I live in Paris. | …
          born in 1985     | 198
          I live in Paris. | in Paris I live
          """)
  void whatWasNotSaidIsNot(String said, String quote) {
    assertThat(Grounding.isIn(List.of(said), quote)).isFalse();
  }

  @Test
  void aQuoteIsOfOneMessage() {
    assertThat(Grounding.isIn(List.of("I live", "in Paris"), "I live in Paris")).isFalse();
    assertThat(Grounding.isIn(List.of(), "I live")).isFalse();
  }
}
