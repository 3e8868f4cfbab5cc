package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactFinderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          My name is Ada                              | The user's name is Ada
          my name is ada lovelace                     | The user's name is Ada
          Hi, my name’s Ada Lovelace!                 | The user's name is Ada Lovelace
          Hello! I'm Ada.                             | The user's name is Ada
          Call me Ada, please.                        | The user's name is Ada
          I live in Paris                             | The user lives in Paris
          By the way, I'm living in Paris now.        | The user lives in Paris
          I just moved to New York City               | The user lives in New York City
          I am from Ireland                           | The user is from Ireland
          I was born in 1815.                         | The user was born in 1815
          I work as a nurse                           | The user works as a nurse
          I work at the harbour                       | The user works at the harbour
          I'm an astronaut.                           | The user is an astronaut
          I am 36 years old                           | The user is 36 years old
          I like tea, a lot!                          | The user likes tea
          I really love hiking in the mountains       | The user loves hiking in the mountains
          I don't like mushrooms                      | The user dislikes mushrooms
          I hate early mornings                       | The user dislikes early mornings
          I prefer window seats                       | The user prefers window seats
          I'm a big fan of jazz                       | The user likes jazz
          My favourite colour is green                | The user's favourite colour is green
          my favorite food is ramen                   | The user's favorite food is ramen
          I am allergic to peanuts                    | The user is allergic to peanuts
          I have a severe peanut allergy              | The user is allergic to severe peanut
          I'm vegetarian                              | The user is vegetarian
          My dog is called Rex                        | The user's dog is called Rex
          My dog's name is Rex                        | The user's dog's name is Rex
          My birthday is on 10 December               | The user's birthday is on 10 December
          I speak French and German                   | The user speaks French and German
          I play the cello                            | The user plays the cello
          I have two small children                   | The user has two small children
          Please remember that I like sailing         | The user likes sailing
          """)
  void findsWhatPeopleSayAboutThemselves(String said, String fact) {
    assertThat(FactFinder.find(List.of(said))).extracting(Fact::statement).containsExactly(fact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "What is my name?",
        "Do you know where I live?",
        "I'd like a coffee, please",
        "I like that",
        "I like your answer",
        "I am a bit tired",
        "I am hungry",
        "My code is broken",
        "my name is not important",
        "call me later",
        "You are from Mars",
        "Tell me a story about a girl who said: why am I here?"
      })
  void leavesTheRestAlone(String said) {
    assertThat(FactFinder.find(List.of(said))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          I no longer like tea                  | The user no longer likes tea
          I don't like tea any more             | The user no longer likes tea
          I do not live in Paris anymore.       | The user no longer lives in Paris
          I'm not vegetarian any more           | The user is no longer vegetarian
          I am no longer vegan                  | The user is no longer vegan
          I stopped playing chess               | The user no longer plays chess
          I've stopped liking mushrooms         | The user no longer likes mushrooms
          Well, I don't have a dog any longer.  | The user no longer has a dog
          """)
  void findsWhatIsOver(String said, String fact) {
    assertThat(FactFinder.find(List.of(said)))
        .singleElement()
        .satisfies(over -> assertThat(over.statement()).isEqualTo(fact))
        .satisfies(over -> assertThat(said).contains(over.quote()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The user likes tea",
        "The user's name is Ada",
        "The user is 36 years old",
        "The user was born in 1815",
        "The user has two small children",
        "The user no longer lives in Paris",
        "The user is no longer vegetarian"
      })
  void knowsItsStatementsAgain(String statement) {
    var fact = FactFinder.of(statement + ".").orElseThrow();

    assertThat(fact.statement()).isEqualTo(statement);
    assertThat(fact.over()).isEqualTo(statement.contains("no longer"));
  }

  @Test
  void whatIsOverAndWhatTakesItsPlaceAreAboutTheSame() {
    var over = FactFinder.of("The user no longer likes tea").orElseThrow();

    assertThat(over.isAbout(FactFinder.of("The user loves tea").orElseThrow())).isTrue();
    assertThat(over.isAbout(FactFinder.of("The user likes coffee").orElseThrow())).isFalse();
    assertThat(FactFinder.of("Ada likes tea")).isEmpty();
  }

  @Test
  void oneSentenceCanHoldSeveral() {
    assertThat(
            FactFinder.find(
                List.of("Hi! My name is Ada, I live in Paris and I like tea. What about you?")))
        .extracting(Fact::statement)
        .containsExactly("The user's name is Ada", "The user lives in Paris", "The user likes tea");
  }

  @Test
  void laterReplacesEarlierWhereOnlyOneCanHold() {
    assertThat(
            FactFinder.find(
                List.of("I live in Paris. I like tea.", "I moved to Rome.", "I like coffee")))
        .extracting(Fact::statement)
        .containsExactly("The user likes tea", "The user lives in Rome", "The user likes coffee");
  }

  @Test
  void aChangeOfTasteReplacesTheOldTaste() {
    assertThat(FactFinder.find(List.of("I like tea", "I hate tea")))
        .extracting(Fact::statement)
        .containsExactly("The user dislikes tea");
  }
}
