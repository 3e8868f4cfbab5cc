package dev.turnpike.ingress.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.Cancelled;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Completed;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
import dev.turnpike.events.ToolCall;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.follow.FakeClient;
import dev.turnpike.ingress.follow.FakeTurn;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.follow.TurnWatcher.Closing;
import dev.turnpike.ingress.mailbox.Follower.Lost;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import dev.turnpike.ingress.stream.TestStreams;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a turn does and however often its clients are cut off, refused and late: each ends up
 * with the stored answer.
 */
class InterruptedStreamsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NASTY =
      "data: [DONE]\r\n\u2028\u2029\u0085\n\nid: 7\n:\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDE80é\"\\\0";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final FakeTurn turn = new FakeTurn();
  private final StringBuilder answer = new StringBuilder();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private int attempt;
  private int seq;

  @RepeatedTest(50)
  void theTextIsTheStoredAnswer() throws InterruptedException {
    Thread worker = Thread.startVirtualThread(this::play);
    List<Thread> clients =
        List.of(1, 2, 3).stream()
            .map(i -> new Random(seed + i))
            .map(each -> Thread.startVirtualThread(() -> follow(each)))
            .toList();
    worker.join();
    for (Thread client : clients) {
      client.join();
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  private void follow(Random chance) {
    try {
      StreamedText has = new StreamedText();
      while (!has.isDone()) {
        connect(has, chance);
      }
      if (!has.text().contentEquals(answer) || has.ends() != 1) {
        wrong.add("%d ends, %s is not %s".formatted(has.ends(), has.text(), answer));
      }
    } catch (Throwable e) {
      wrong.add(String.valueOf(e));
    }
  }

  private void connect(StreamedText has, Random chance) {
    TurnStreams streams = turn.streams(TestStreams.withRoomFor(100 + chance.nextInt(2_000)));
    FakeClient client = new FakeClient(streams, turn, new NativeFrames(turn.id(), JSON));
    if (chance.nextInt(3) > 0) {
      client.response().failAfter(chance.nextInt(3_000));
    }
    if (has.cursor() == null) {
      has.beginAnew();
    }
    String refusal = client.open(client.stream().resume(turn.beginning(), has.cursor()));
    Closing closing = client.awaitClosing();
    if (refusal.isEmpty()) {
      has.read(client.text());
    } else if (!refusal.equals("events_gone") || closing != Closing.DETACHED) {
      throw new IllegalStateException(refusal);
    }
  }

  private void play() {
    begin();
    int events = random.nextInt(200);
    for (int i = 0; i < events; i++) {
      switch (random.nextInt(30)) {
        case 0 -> begin();
        case 1 -> restart(random.nextInt(answer.length() + 1));
        case 2 -> turn.say(attempt, new ToolCall("1", "tea", "{}"));
        case 3 -> zombie();
        case 4 -> seq++; // A delta that got lost; the answer has none of it.
        case 5 -> lose(random.nextBoolean());
        default -> delta();
      }
      if (random.nextInt(10) == 0) {
        LockSupport.parkNanos(1_000);
      }
    }
    end();
  }

  /** The text beyond the log: it is in the answer, and no event has it. */
  private void lose(boolean numbered) {
    if (numbered) {
      answer.append("lost");
      seq++;
    }
  }

  private void begin() {
    attempt++;
    seq = 0;
    answer.setLength(0);
    turn.say(attempt, new Started("sim", true));
    if (attempt > 1) {
      turn.say(attempt, new Restarted(0, "again"));
    }
  }

  private void restart(int keep) {
    seq = 0;
    answer.setLength(keep);
    turn.say(attempt, new Restarted(keep, "the model broke off"));
  }

  private void zombie() {
    if (attempt > 1) {
      turn.say(attempt - 1, new Delta(7, "zombie", Channel.ANSWER));
    }
  }

  /** Halves of characters come apart too. */
  private void delta() {
    if (random.nextInt(8) == 0) {
      turn.say(attempt, new Delta(seq++, "hmm", Channel.REASONING));
      return;
    }
    int from = random.nextInt(NASTY.length());
    String piece = NASTY.substring(from, Math.min(NASTY.length(), from + random.nextInt(12)));
    answer.append(piece);
    turn.say(attempt, new Delta(seq++, piece, Channel.ANSWER));
  }

  private void end() {
    Object end =
        random.nextBoolean()
            ? new Completed(
                "stop", "sim", true, new Usage(1L, 0L, 1L, 0L, false, null), answer.length())
            : new Cancelled("asked for", answer.length());
    turn.store(
        List.of(
            stored(new Started("sim", true)),
            stored(new Delta(0, answer.toString(), Channel.ANSWER)),
            stored(end)));
    turn.say(attempt, end);
    if (random.nextInt(5) == 0) {
      turn.lose(Lost.GONE);
    }
  }

  private MailboxEvent stored(Object body) {
    ReplyEvent event = new ReplyEvent(turn.id(), attempt, Instant.EPOCH, body);
    return new MailboxEvent(event, 0, MailboxEvent.NOWHERE);
  }
}
