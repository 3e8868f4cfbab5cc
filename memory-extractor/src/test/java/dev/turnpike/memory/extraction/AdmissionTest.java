package dev.turnpike.memory.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void aFactIsShortAndNoSecret() {
    assertThat(Admission.of("The user lives in Paris.")).isEqualTo(Admission.KEPT);
    assertThat(Admission.of(" ")).isEqualTo(Admission.UNUSABLE);
    assertThat(Admission.of("a ".repeat(200))).isEqualTo(Admission.UNUSABLE);
    assertThat(Admission.of("The user's password is x")).isEqualTo(Admission.SECRET);
  }

  @Test
  void textsAreTidiedForTheDatabase() {
    assertThat(Admission.tidy(" The\r\n user\u0000 likes\t🍵 ")).isEqualTo("The user likes 🍵");
    assertThat(Admission.tidy("half \uD83D pair")).isEqualTo("half ? pair");
  }
}
