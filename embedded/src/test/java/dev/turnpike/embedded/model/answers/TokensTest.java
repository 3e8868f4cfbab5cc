package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  @Test
  void wordsTakeTheSpaceBeforeThem() {
    assertThat(Tokens.of("So it goes, endlessly on"))
        .containsExactly("So", " it", " goes,", " endless", "ly", " on");
    assertThat(Tokens.of("")).isEmpty();
  }

  @Test
  void joinedTheyAreTheTextAndEachIsWellFormed() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String text = String.join("", LoremText.tokens(random.nextLong(), random.nextInt(1, 60)));

      List<String> tokens = Tokens.of(text);

      assertThat(String.join("", tokens)).isEqualTo(text);
      assertThat(tokens).noneMatch(TokensTest::hasHalfAPair);
    }
  }

  @Test
  void loremIsWellFormedHasNoNulAndManyTraps() {
    List<String> tokens = LoremText.tokens(1, 5_000);

    assertThat(tokens)
        .noneMatch(TokensTest::hasHalfAPair)
        .noneMatch(token -> token.indexOf(0) >= 0);
    assertThat(tokens).contains("\r\n", "data: [DONE]", "\u2028", "\\u0000");
    assertThat(tokens.stream().distinct().count()).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "4,4", "40,40"})
  void lengthsAreExact(int wanted, int size) {
    List<String> tokens = List.of("one", " two", " three");

    assertThat(Length.fit(tokens, wanted)).hasSize(size).startsWith("one");
    assertThat(Length.fit(tokens, null)).isEqualTo(tokens);
  }

  private static boolean hasHalfAPair(String token) {
    return token.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
