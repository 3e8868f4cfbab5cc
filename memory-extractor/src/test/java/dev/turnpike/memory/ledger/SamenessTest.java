package dev.turnpike.memory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.memory.MemoryDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the similarities that the embedding model really gives. */
class SamenessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The user lives in Paris.         | the user lives in paris
          The user is vegetarian.          | The user is a vegetarian.
          The user's sister is called Ida. | The user's sister is named Ida.
          The user works at Siemens.       | The user works at Siemens
          """)
  void otherWordsForTheSameAreTheSame(String one, String other) {
    assertThat(same(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The user likes tea.                   | The user does not like tea.
          The user likes tea.                   | The user dislikes tea.
          The user likes tea.                   | The user no longer likes tea.
          The user likes tea.                   | The user liked tea.
          The user is allergic to peanuts.      | The user is not allergic to peanuts.
          The user is allergic to peanuts.      | The user is allergic to walnuts.
          The user was born in 1985.            | The user was born in 1986.
          The user lives in Paris.              | The user lives in London.
          The user lives in Paris.              | The user lives in Paris, France.
          The user has two dogs.                | The user has three dogs.
          The user can swim.                    | The user cannot swim.
          The user prefers tea to coffee.       | The user prefers coffee to tea.
          The user's dog is older than the cat. | The user's cat is older than the dog.
          The user's sister is called Ida.      | The user's brother is called Ida.
          """)
  void whatDiffersInOneWordIsNot(String one, String other) {
    assertThat(same(one, other)).isFalse();
    assertThat(same(other, one)).isFalse();
  }

  @Test
  void theLongestSentencesDifferTooInANumberANegationANameOrTheOrder() {
    var fact =
        "The user works as a nurse in the children's hospital of Lyon, and has done so for 12 years,"
            + " together with Ida and Ben, who come from Paris.";

    assertThat(Sameness.of(fact, fact.replace("12", "13"), 0.999)).isFalse();
    assertThat(Sameness.of(fact, fact.replace("come", "don’t come"), 0.999)).isFalse();
    assertThat(
            Sameness.of(
                fact, fact.replace("Lyon", "x").replace("Paris", "Lyon").replace("x", "Paris"), 1))
        .isFalse();
    assertThat(Sameness.of(fact, fact.replace("Ida", "Eda"), 0.999)).isFalse();
    assertThat(Sameness.of(fact, fact.replace("with Ida and Ben", "with Ben"), 0.999)).isFalse();
  }

  private static boolean same(String one, String other) {
    var similarity = MemoryDatabase.embedding(one).similarity(MemoryDatabase.embedding(other));
    return Sameness.of(one, other, similarity);
  }
}
