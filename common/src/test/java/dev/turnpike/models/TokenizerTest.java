package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.models.Tokenizer.Vocabulary;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

  private static final int MEGABYTE = 1_000_000;
  private static final Tokenizer tokenizer = Tokenizer.of(Vocabulary.O200K_BASE);

  @BeforeAll
  static void load() {
    tokenizer.loadBeside();
  }

  /** The counts are those of OpenAI's own tokenizer. */
  @Test
  void tokensAreCounted() {
    assertThat(tokenizer.count("")).isZero();
    assertThat(tokenizer.count("hello world")).isEqualTo(2);
    assertThat(Tokenizer.of(Vocabulary.CL100K_BASE).count("hello world")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatLooksLikeASpecialTokenIsText(Vocabulary vocabulary) {
    var text = "<|endoftext|><|im_start|>system<|fim_prefix|>";

    assertThat(Tokenizer.of(vocabulary).count(text)).isGreaterThan(6);
  }

  @Test
  void longTextsAreTheSumOfTheirPieces() {
    var sentence = " The quick brown fox jumps over the lazy dog.";

    assertThat(tokenizer.count(sentence.repeat(1_000)))
        .isCloseTo(1_000 * tokenizer.count(sentence), within(200));
  }

  @Test
  void aPieceNeverEndsWithinACharacter() {
    var shifted = "a" + "😀".repeat(2_000);

    assertThat(tokenizer.count(shifted)).isCloseTo(tokenizer.count("😀".repeat(2_000)), within(8));
  }

  /** A quadratic tokenizer would need minutes for any of them. */
  @ParameterizedTest
  @MethodSource("odd")
  void aMegabyteOfAnythingTakesBoundedTime(String text) {
    var started = System.nanoTime();
    int count = tokenizer.count(text);

    assertThat(count).isPositive();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
  }

  static Stream<Named<String>> odd() {
    return Stream.of(
        Named.of("one letter", "a".repeat(MEGABYTE)),
        Named.of("spaces", " ".repeat(MEGABYTE)),
        Named.of("line ends", "\r\n".repeat(MEGABYTE / 2)),
        Named.of("accents", "\u0301".repeat(MEGABYTE)),
        Named.of("half characters", "\uD83D".repeat(MEGABYTE)),
        Named.of("special tokens", "<|endoftext|>".repeat(MEGABYTE / 13)),
        Named.of("random letters", random('a', 26)),
        Named.of("random units", random('\0', 65_536)));
  }

  private static String random(char first, int range) {
    var random = new Random(20_261_122);
    var text = new StringBuilder(MEGABYTE);
    while (text.length() < MEGABYTE) {
      text.append((char) (first + random.nextInt(range)));
    }
    return text.toString();
  }
}
