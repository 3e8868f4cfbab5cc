package dev.turnpike.ingress.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @Test
  void hasAPrefixManyRandomCharactersAndAChecksum() {
    Set<String> seen = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      KeyText key = KeyText.random(random);
      assertThat(key.value()).matches("tp-[0-9A-Za-z]{36}");
      assertThat(key.isWellFormed()).isTrue();
      assertThat(seen.add(key.value())).isTrue();
    }
    double bits = 30 * Math.log(62) / Math.log(2);
    assertThat(bits).isGreaterThan(160);
  }

  @Test
  void anyCharacterThatWasMistypedShows() {
    KeyText key = KeyText.random(new Random(7));
    for (int i = 0; i < key.value().length(); i++) {
      char other = key.value().charAt(i) == 'a' ? 'b' : 'a';
      String wrong = key.value().substring(0, i) + other + key.value().substring(i + 1);
      assertThat(new KeyText(wrong).isWellFormed()).as(wrong).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tp-", "tp-é", "sk-000000000000000000000000000000000000", "tp-0"})
  void whatIsNoKeyIsNot(String text) {
    assertThat(new KeyText(text).isWellFormed()).isFalse();
    String key = KeyText.random(new Random(7)).value();
    assertThat(new KeyText(key + text + " ").isWellFormed()).isFalse();
  }

  @Test
  void isStoredAsItsDigestAndShownByItsFirstCharacters() throws Exception {
    KeyText key = KeyText.random(new Random(7));
    byte[] expected =
        MessageDigest.getInstance("SHA-256")
            .digest(key.value().getBytes(StandardCharsets.US_ASCII));
    assertThat(key.digest().bytes()).isEqualTo(expected);
    assertThat(key.shown()).hasSize(8).isEqualTo(key.value().substring(0, 8));
    assertThat(key).asString().contains(key.shown()).doesNotContain(key.value().substring(8));
  }
}
