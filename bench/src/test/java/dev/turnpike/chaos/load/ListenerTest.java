package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.load.Heard.Cut;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final UUID TURN = UUID.fromString("01a204c8-d29e-7be6-a525-4d635942db53");
  private static final String STREAM = "GET /api/v1/turns/" + TURN + "/stream";
  private static final String END =
      frame("c9", "\"content\":\"\",\"done\":true,\"type\":\"completed\"");

  private final FakeIngress one = new FakeIngress();
  private final FakeIngress other = new FakeIngress();
  private final ChatClient client = new ChatClient();

  @AfterEach
  void stop() {
    client.close();
    one.close();
    other.close();
  }

  @Test
  void aBrokenStreamIsTakenUpElsewhereBehindTheLastCursor() throws InterruptedException {
    one.streams(text("c1", "a\\r\\nb"), text("c2", " \\u2028"), "id: c3\ndata: {\"content\":\"x\"");
    other.streams(text("c3", "data: [DONE] 👋"), END);

    Heard heard = listen(Habit.STEADY);

    assertThat(heard.text()).isEqualTo("a\r\nb \u2028data: [DONE] 👋");
    assertThat(heard.end()).contains("completed");
    assertThat(heard.gaps()).extracting(Heard.Gap::cut).containsExactly(Cut.BROKEN);
    assertThat(heard.oddities()).isEmpty();
    assertThat(other.requests()).singleElement().isIn(STREAM + "?cursor=c2", STREAM + " after c2");
  }

  @Test
  void aNodeThatGoesSendsItsClientsElsewhere() throws InterruptedException {
    one.streams(
        text("c1", "a"), frame("", "\"content\":\"\",\"done\":false,\"type\":\"detached\""));
    other.refuses(503).streams(text("c2", "b"), END);
    one.refuses(500);

    Heard heard = listen(Habit.STEADY);

    assertThat(heard.text()).isEqualTo("ab");
    assertThat(heard.gaps()).extracting(Heard.Gap::cut).containsExactly(Cut.DETACHED);
  }

  @Test
  void aRestartTakesTextBackAcrossConnections() throws InterruptedException {
    one.streams(text("c1", "abc"));
    other.streams(
        frame("c2", "\"content\":\"\",\"done\":false,\"type\":\"restarted\",\"keep_chars\":1"),
        text("c3", "d"),
        END);

    Heard heard = listen(Habit.STEADY);

    assertThat(heard.text()).isEqualTo("ad");
    assertThat(heard.restarts()).isEqualTo(1);
  }

  @Test
  void anEmptyIdTakesTheCursorBackSoThatAllComesAgain() throws InterruptedException {
    one.streams(text("c1", "abc"), "id:\n" + text("", "wh"));
    other.streams(text("", "whole"), END);

    Heard heard = listen(Habit.STEADY);

    assertThat(heard.text()).isEqualTo("whole");
    assertThat(other.requests()).containsExactly(STREAM);
  }

  @Test
  void whoForgetsBeginsAnew() throws InterruptedException {
    String[] all = {text("c1", "a"), text("c2", "b"), text("c3", "c"), END};
    for (int i = 0; i < 5; i++) {
      one.streams(all);
      other.streams(all);
    }

    Heard heard = listen(Habit.FORGETFUL);

    assertThat(heard.text()).isEqualTo("abc");
    assertThat(other.requests()).allMatch(STREAM::equals);
  }

  @Test
  void aRefusalIsFinalAndNoted() throws InterruptedException {
    one.streams(text("c1", "a"));
    other.refuses(404);

    Heard heard = listen(Habit.STEADY);

    assertThat(heard.end()).isEmpty();
    assertThat(heard.oddities())
        .singleElement()
        .asString()
        .contains("refused the cursor 'c1': 404");
    assertThat(heard).asString().contains("told no end", "1 cuts", "BROKEN at 'c1'");
  }

  @Test
  void whatNoServerShouldSendIsNoted() throws InterruptedException {
    one.streams(
        text("c1", "a"),
        frame("c2", "\"content\":\"\",\"type\":\"restarted\",\"keep_chars\":5"),
        "data: {\"content\":\"\",\"done\":true,\"type\":\"failed\",\"turn_id\":\"another\"}\n\n");

    assertThat(listen(Habit.STEADY).oddities())
        .containsExactly(
            "told to keep 5 of 1 chars", "a frame of turn 'another' in the stream of " + TURN);
  }

  private Heard listen(Habit habit) throws InterruptedException {
    Heard heard = new Heard(habit);
    heard.isCalled(TURN);
    Entrance first = one.entrance("ingress-api-1");
    new Listener(
            client,
            List.of(first, other.entrance("ingress-api-2")),
            "token",
            heard,
            new SplittableRandom(3))
        .listen(null, other.entrance("ingress-api-2"));
    return heard;
  }

  private static String text(String cursor, String content) {
    return frame(cursor, "\"content\":\"%s\",\"done\":false,\"seq\":0".formatted(content));
  }

  private static String frame(String cursor, String data) {
    return "%sdata: {%s,\"turn_id\":\"%s\"}\n\n"
        .formatted(cursor.isEmpty() ? "" : "id: " + cursor + "\n", data, TURN);
  }
}
