package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The user's card number is 4111 1111 1111 1111.",
        "The user pays with 5500-0000-0000-0004",
        "The user pays with 378282246310005 (Amex)",
        "The user's card is ４１１１１１１１１１１１１１１１",
        "The user's card is 4111\u200b1111\u200b1111\u200b1111",
        "The user's card is 4111 1111 1111 1111 12/27",
        "The user's card is 4111 1111 1111 1111 123",
        "The user's cards are 12/27 4111\u20131111\u20131111\u20131111",
        "The user's card is \u0664\u0661\u0661\u0661 1111 1111 1111",
        "The user's password is hunter2.",
        "The user uses hunter2 as their Passwort.",
        "La contraseña del usuario es gato",
        "The user's PIN is 0815",
        "The user's CVV is 123",
        "The user's API key is abc",
        "The user's access_token is abc",
        "The user's seed phrase is: apple pear plum",
        "The user's key is sk-proj-abcdefghijkl",
        "The user's key is AKIAIOSFODNN7EXAMPLE",
        "The user's token is ghp_abcdefghijklmnopqrstuvwxyz012345",
        "The user's token is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
        "The user connects to postgres://ada:secret@db.example.com/main",
        "The user signed in with Zm9vYmFyYmF6cXV4MTIzNDU2",
        "-----BEGIN OPENSSH PRIVATE KEY-----"
      })
  void areSeen(String text) {
    assertThat(Secrets.areIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The user's name is Ada.",
        "The user lives in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch.",
        "The user was born on 1985-04-12.",
        "The user's phone number is +33 1 23 45 67 89.",
        "The user's order number is 1234567890123456",
        "The user was born on 12.04.1985 and moved in 2003 05 17",
        "The user pins recipes to a board.",
        "The user works on Kubernetes and drives a Model3.",
        "The user's web site is https://example.com/people/ada-lovelace-1815",
        "The user speaks 日本語 and likes tea 🍵"
      })
  void areNotSeenInOrdinaryFacts(String text) {
    assertThat(Secrets.areIn(text)).isFalse();
  }
}
