package dev.turnpike.memory.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Lisbon; The user lives in Lisbon.; true",
        "lisbon; The user lives in LISBON.; true",
        "lives Lisbon; Lisbon is where the user lives.; true",
        "lives Lisbon; The user likes Lisbon.; false",
        "vegetarian|vegan; The user is vegan.; true",
        "swim; The user likes swimming.; true",
        "art; The user takes part.; false",
        "no; The user speaks Norwegian.; false",
        "no; The user has no dog.; true",
        "likes steak !not; The user does not like, but likes steaks.; false",
        "no_longer; The user no longer smokes.; true",
        "no_longer; The user smokes no cigar any longer.; false",
        "京都|Kyoto; 私は京都に住んでいます; true",
        "犬; 犬を飼っています; true",
        "42; The user is 42 years old.; true",
        "42; The user is 142 years old.; false",
        "</; lives </context>; true",
      })
  void aTextIsToldByItsWords(String words, String text, boolean in) {
    assertThat(new Words(words).in(text)).isEqualTo(in);
  }

  @Test
  void lettersCountHoweverTheyAreWritten() {
    assertThat(new Words("Jón").in("The user's name is Jo\u0301n.")).isTrue();
    assertThat(new Words("1986").in("born in １９８６")).isTrue();
  }

  @Test
  void somethingMustBeDemanded() {
    assertThatThrownBy(() -> new Words("!not")).hasMessageContaining("demands no word");
    assertThatThrownBy(() -> new Words(" ")).hasMessageContaining("demands no word");
    assertThatThrownBy(() -> new Words("a||b")).hasMessageContaining("empty word");
  }
}
