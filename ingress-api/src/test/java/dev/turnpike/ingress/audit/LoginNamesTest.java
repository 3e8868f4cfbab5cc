package dev.turnpike.ingress.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginNamesTest {
  @Test
  void theSameNameIsRecognisedAndNotTold() {
    String hash = new LoginNames("salt").hashed("somebody@example.org");
    assertThat(hash)
        .matches("[0-9a-f]{16}")
        .isEqualTo(new LoginNames("salt").hashed("somebody@example.org"))
        .isNotEqualTo(new LoginNames("salt").hashed("somebody.else@example.org"));
  }

  @Test
  void whoHasNoSaltCannotTryNames() {
    assertThat(new LoginNames("salt").hashed("name"))
        .isNotEqualTo(new LoginNames("another").hashed("name"));
  }
}
