package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondPersonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The user's name is Ada          | your name is Ada
          User’s dog is called Rex        | your dog is called Rex
          The user is 36 years old        | you are 36 years old
          The user was born in 1815       | you were born in 1815
          The user has two cats           | you have two cats
          The user lives in Paris         | you live in Paris
          The user studies physics        | you study physics
          The user watches birds          | you watch birds
          The user misses the sea         | you miss the sea
          The user goes to school         | you go to school
          The user uses a wheelchair      | you use a wheelchair
          The user practises every day    | you practise every day
          The user doesn't like mushrooms | you don't like mushrooms
          The user dies hard              | you die hard
          The user no longer likes tea    | you no longer like tea
          The user is no longer vegan     | you are no longer vegan
          Ada lives in Paris              | Ada lives in Paris
          """)
  void addressesTheUser(String statement, String addressed) {
    assertThat(SecondPerson.of(statement)).isEqualTo(addressed);
  }
}
