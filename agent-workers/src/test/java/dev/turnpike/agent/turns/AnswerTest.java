package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.agent.replies.ReplyPublisher;
import dev.turnpike.agent.replies.ReplyStream;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer is what followers have, however the model says it. */
class AnswerTest {

  private static final EventSerde<ReplyEvent> SERDE =
      EventSerde.of(Topics.CHAT_REPLIES, EngineFixture.REGISTRY);

  private final MockProducer<String, byte[]> mailbox =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  private final ReplyPublisher replies = new ReplyPublisher(mailbox, SERDE, Clock.systemUTC());
  private final ReplyStream stream = replies.stream(UUID.randomUUID(), 0, 1);
  private final StopSignal signal = new StopSignal();
  private final Answer answer = new Answer(stream, signal, 50);

  @AfterEach
  void close() {
    replies.close();
  }

  @Test
  void stepsThatSaySomethingAreSetApart() throws Exception {
    answer.text("One.");
    assertThat(answer.stepFinished()).isEqualTo("One.");
    assertThat(answer.stepFinished()).as("a step that said nothing").isEmpty();
    answer.text("Tw");
    answer.text("o.");
    assertThat(answer.stepFinished()).isEqualTo("Two.");

    assertThat(answer).hasToString("One.\n\nTwo.").hasToString(followed());
  }

  @Test
  void aRestartTakesBackTheStepAlone() throws Exception {
    answer.text("One.");
    answer.stepFinished();
    answer.text("wrong");
    answer.restarted("model_truncated");
    answer.text("Right.");
    answer.stepFinished();

    assertThat(answer).hasToString("One.\n\nRight.").hasToString(followed());
  }

  @Test
  void aCharacterInTwoPiecesIsSentWhole() throws Exception {
    answer.text("a\uD83D");
    answer.text("\uDE00b");

    assertThat(answer.stepFinished()).isEqualTo("a😀b");
    assertThat(deltas()).allMatch(text -> !Character.isLowSurrogate(text.charAt(0)));
  }

  @Test
  void halfACharacterAtTheEndIsReplaced() throws Exception {
    answer.text("a\uD83D");

    assertThat(answer.stepFinished()).isEqualTo("a\uFFFD").isEqualTo(followed());
  }

  @Test
  void aNulIsLeftOut() throws Exception {
    answer.text("\0");
    answer.text("a\0b");

    assertThat(answer.stepFinished()).isEqualTo("ab").isEqualTo(followed());
  }

  @Test
  void anAnswerThatIsTooLongEndsTheTurn() {
    answer.text("x".repeat(51));

    assertThat(signal.close()).isEqualTo(new StopSignal.Stop.TooLong());
  }

  static List<Long> seeds() {
    return new Random().longs(20).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheModelDoesFollowersHaveTheAnswer(long seed) throws Exception {
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      switch (random.nextInt(6)) {
        case 0 -> answer.restarted("model_truncated");
        case 1 -> answer.stepFinished();
        case 2 -> answer.reasoning("hm");
        case 3 -> answer.text("\uD83D");
        case 4 -> answer.text("\uDE00");
        default -> answer.text("t" + i);
      }
    }
    answer.stepFinished();

    assertThat(followed()).isEqualTo(utf8(answer.toString()));
  }

  private String followed() throws InterruptedException {
    assertThat(stream.awaitDelivered()).isNull();
    return Follower.text(events());
  }

  private List<ReplyEvent> events() {
    return mailbox.history().stream().map(record -> SERDE.deserialize(record.value())).toList();
  }

  private List<String> deltas() throws InterruptedException {
    assertThat(stream.awaitDelivered()).isNull();
    return events().stream()
        .map(ReplyEvent::getBody)
        .filter(Delta.class::isInstance)
        .map(body -> ((Delta) body).getText())
        .toList();
  }

  /** What is left of a text that goes through UTF-8: of half a character, a question mark. */
  private static String utf8(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
