package dev.turnpike.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessableTest {
  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, different characters",
    "0101010101010101010101010101010101, different characters",
    "k3v9x2m7q1zdk3v9x2m7q1zdk3v9x2m7q1zd, repeats itself",
    "a secret for tests that is long enough, secret",
    "Change-Me-Please-0123456789-abcdefgh, change",
    "TURNPIKE-0f3b9a7e5d1c8b6a4f2e0d9c7b, turnpike",
  })
  void saysWhyTextIsNoSecret(String text, String why) {
    assertThat(Guessable.reason(text)).hasValueSatisfying(it -> assertThat(it).contains(why));
  }

  @RepeatedTest(20)
  void acceptsRandomText() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    assertThat(Guessable.reason(HexFormat.of().formatHex(random))).isEmpty();
    assertThat(Guessable.reason(Base64.getEncoder().encodeToString(random))).isEmpty();
  }
}
