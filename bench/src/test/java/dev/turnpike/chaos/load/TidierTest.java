package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TidierTest {
  private static final ChatClient.Session SESSION =
      new ChatClient.Session("s-1", "token", "user's token");

  private final FakeIngress ingress = new FakeIngress();
  private final ChatClient client = new ChatClient();
  private final Ledger ledger = new Ledger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Tidier tidier =
      new Tidier(
          client,
          List.of(ingress.entrance("ingress-api-1")),
          ledger,
          new SplittableRandom(1),
          over);

  @AfterEach
  void stop() {
    client.close();
    ingress.close();
  }

  @Test
  void aClearingIsTriedOnceAndNotedAsItWasAnswered() throws InterruptedException {
    ingress.refuses(200).refuses(503);
    tidier.clear(SESSION);
    tidier.clear(SESSION);
    assertThat(ledger.erasures())
        .containsExactly(
            new Erasure("s-1", Tidying.CLEAR, true), new Erasure("s-1", Tidying.CLEAR, false));
    assertThat(ingress.requests())
        .containsExactly("DELETE /api/v1/chatbot/messages", "DELETE /api/v1/chatbot/messages");
  }

  @Test
  void aDeletionIsTriedAgainAndIsDoneWhenTheSessionIsGone() throws InterruptedException {
    ingress.refuses(503).refuses(404);
    tidier.delete(SESSION);
    assertThat(ledger.erasures()).containsExactly(new Erasure("s-1", Tidying.DELETE, true));
    assertThat(ingress.requests())
        .containsExactly("DELETE /api/v1/auth/session/s-1", "DELETE /api/v1/auth/session/s-1");
  }

  @Test
  void aDeletionThatNobodyAnsweredIsNotTakenForDone() throws InterruptedException {
    over.countDown();
    tidier.delete(SESSION);
    assertThat(ledger.erasures()).containsExactly(new Erasure("s-1", Tidying.DELETE, false));
    assertThat(tidier.another(SESSION)).isEqualTo(SESSION);
  }
}
