package dev.turnpike.ingress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "Ada@Example.ORG, ada@example.org",
    "'  ada@example.org ', ada@example.org",
    "ａｄａ@example.org, ada@example.org",
    "ada＠example.org, ada@example.org",
    "ADA+TAG@example.org, ada+tag@example.org",
    "JÜRGEN@bücher.example, jürgen@bücher.example",
    "I@example.org, i@example.org"
  })
  void isTheSameHoweverItIsWritten(String written, String stored) {
    assertThat(EmailAddress.normalized(written)).isEqualTo(stored);
    assertThat(EmailAddress.isValid(stored)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ada",
        "ada@",
        "@example.org",
        "a@b@example.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@example.org.",
        "ada@exa mple.org",
        "a da@example.org",
        "ada\n@example.org",
        "ada\u0007@example.org",
        "ada\u200b@example.org",
        "ada\u202e@example.org",
        "ada@example.org\u0000",
        "ada@example.org\r\nBcc: x@example.org",
        "<ada@example.org>",
        "\"ada\"@example.org",
        "ada@example.org, eve@example.org"
      })
  void isNothingElse(String text) {
    assertThat(EmailAddress.isValid(EmailAddress.normalized(text))).isFalse();
  }

  @Property
  void normalisingTwiceChangesNothing(@ForAll String text) {
    String once = EmailAddress.normalized(text);
    assertThat(EmailAddress.normalized(once)).isEqualTo(once);
  }
}
