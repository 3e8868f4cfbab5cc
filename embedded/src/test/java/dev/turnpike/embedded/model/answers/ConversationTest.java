package dev.turnpike.embedded.model.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.wire.Message;
import dev.turnpike.embedded.model.wire.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
  @ParameterizedTest
  @ValueSource(strings = {"Hello", "hi!", "Good morning", "Hey there", "Bonjour"})
  void greets(String greeting) {
    assertThat(Talk.begin().user(greeting).said()).startsWith("Hello!").contains("stand-in");
  }

  @Test
  void greetsByNameWhoIsKnown() {
    assertThat(Talk.knowing("The user's name is Ada").user("Hello").said())
        .startsWith("Hello, Ada!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Show me a table and some code", "show me markdown", "Please show me code!"})
  void showsMarkdown(String wish) {
    assertThat(Talk.begin().user(wish).said()).contains("|---|", "```python\n", "**where it broke");
  }

  @Test
  void takesNoteOfWhatItIsTold() {
    assertThat(Talk.begin().user("My name is Ada and I live in Paris.").said())
        .isEqualTo(
            "Nice to meet you, Ada! Noted: you live in Paris. Ask me about it later, and I will"
                + " know.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          My name is Ada               | What is my name?            | Your name is Ada.
          I'm Ada.                     | Do you remember my name?    | Your name is Ada.
          I live in Paris              | Where do I live?            | You live in Paris.
          I work as a nurse            | What do I do for a living?  | You work as a nurse.
          I am an engineer             | what's my job               | You are an engineer.
          I'm 36                       | How old am I?               | You are 36 years old.
          I like tea                   | What do I like?             | You like tea.
          My favourite colour is green | What is my favourite color? | Your favourite colour is green.
          I am allergic to peanuts     | Am I allergic to anything?  | You are allergic to peanuts.
          My dog is called Rex         | What's my dog's name?       | Your dog is called Rex.
          I play the cello             | Which instrument do I play? | You play the cello.
          My birthday is on 3 May      | When is my birthday?        | Your birthday is on 3 May.
          """)
  void answersFromTheConversation(String told, String asked, String answer) {
    assertThat(Talk.begin().exchange(told).exchange("Thanks").user(asked).said())
        .isEqualTo(answer + " You told me in this conversation.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The user's name is Ada           | What is my name?       | Your name is Ada.
          The user lives in Paris.         | Where do I live?       | You live in Paris.
          User is allergic to peanuts      | What am I allergic to? | You are allergic to peanuts.
          The user has two cats            | How many cats do I have? | You have two cats.
          The user studies physics         | What do I study?       | You study physics.
          """)
  void answersFromWhatIsKnown(String known, String asked, String answer) {
    assertThat(Talk.knowing("The user likes tea", known).user(asked).said())
        .isEqualTo(answer + " I remember that from an earlier conversation.");
  }

  @Test
  void whatIsToldNowOutweighsWhatWasKnown() {
    Talk talk = Talk.knowing("The user lives in Paris").exchange("I moved to Rome");

    assertThat(talk.user("Where do I live?").said()).startsWith("You live in Rome.");
  }

  @Test
  void tellsEverythingItKnows() {
    Talk talk =
        Talk.knowing("The user's name is Ada", "The user likes tea").exchange("I speak Greek");

    assertThat(talk.user("What do you know about me?").said())
        .isEqualTo(
            "This is what I know about you: your name is Ada, you like tea and you speak Greek.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"What is my name?", "Where do I live?", "What is my shoe size?"})
  void admitsWhatItDoesNotKnow(String question) {
    assertThat(Talk.begin().user(question).said()).startsWith("I don't know").contains(" yet");
  }

  @Test
  void onlyTheListUnderTheHeadingIsKnown() {
    assertThat(Talk.knowing("The user likes tea").user("What do you know about me?").said())
        .isEqualTo("This is what I know about you: you like tea.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What did I say first?            | The first thing you said was: “Good evening”
          What was my first message?       | The first thing you said was: “Good evening”
          What did I just say?             | Just before this you said: “Count to 3”
          What did you say?                | I said: “1, 2, 3.”
          How many messages did I send?    | This is message number 3 of yours in this conversation.
          Please summarise our conversation | So far you said: “Good evening” and “Count to 3”.
          """)
  void quotesTheConversation(String question, String answer) {
    Talk talk = Talk.begin().exchange("Good evening").exchange("Count to 3");

    assertThat(talk.user(question).said()).isEqualTo(answer);
  }

  @Test
  void theFirstMessageHasNothingBefore() {
    assertThat(Talk.begin().user("What did I say first?").said())
        .isEqualTo("This is the first thing you said in this conversation.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Count to 5              | 1, 2, 3, 4, 5.
          count from 8 to 10      | 8, 9, 10.
          What is 6 * 7?          | 6 × 7 = 42.
          7 divided by 2          | 7 ÷ 2 = 3, remainder 1.
          what's 1 / 0            | Nothing can be divided by zero.
          """)
  void countsAndCalculates(String question, String answer) {
    assertThat(Talk.begin().user(question).said()).isEqualTo(answer);
  }

  @Test
  void tellsTheTimeOfItsPrompt() {
    Talk talk = Talk.begin().system("You help.\n\nIt is Sunday, 22 November 2026, 17:20 UTC.\n");

    assertThat(talk.user("What time is it?").said())
        .isEqualTo("It was Sunday, 22 November 2026, 17:20 UTC when you asked: my prompt says so.");
    assertThat(Talk.begin().user("What time is it?").said()).startsWith("I have no clock");
  }

  @Test
  void saysWhatItIs() {
    assertThat(Talk.begin().user("Who are you?").said()).contains("simulated", "OPENAI_API_KEY");
    assertThat(Talk.begin().user("What can you do?").said()).contains("My name is Ada");
  }

  @Test
  void isHonestAboutWhatItCannotAnswer() {
    assertThat(Talk.begin().user("Why is the sky blue?").said())
        .contains("“Why is the sky blue?”", "stand-in");
    assertThat(Talk.begin().user("I am sad").said()).startsWith("You said “I am sad”.");
  }

  @Test
  void advicePutsForwardWhatIsKnown() {
    assertThat(
            Talk.knowing("The user's name is Ada", "The user is allergic to peanuts")
                .user("What should I cook?")
                .said())
        .startsWith("I would keep in mind that you are allergic to peanuts. But ");
  }

  @Test
  void aConversationWithoutUserMessagesIsAnswered() {
    assertThat(Talk.begin().with(Message.of(Role.ASSISTANT, "Hi")).said()).isNotEmpty();
  }

  @Test
  void sameRequestSameAnswer() {
    Talk talk = Talk.knowing("The user likes tea").user("What do you know about me?");

    assertThat(talk.completion()).isEqualTo(talk.completion());
  }
}
