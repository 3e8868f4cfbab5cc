package dev.turnpike.memory.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  @Test
  void comesBackFromItsText() {
    var place = new Place(Instant.parse("2026-01-02T03:04:05.123456Z"), UUID.randomUUID());

    assertThat(place.text()).matches("[A-Za-z0-9_-]{32}");
    assertThat(Place.parse(place.text())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "\0",
        "AAAA",
        "________________________________",
        "f_____________________________________________",
        "f_______________________________"
      })
  void otherTextIsNone(String text) {
    assertThat(Place.parse(text)).isEmpty();
  }
}
