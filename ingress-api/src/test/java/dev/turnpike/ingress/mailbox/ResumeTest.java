package dev.turnpike.ingress.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Following from any place, on any node, while the log grows. */
class ResumeTest {
  private static final int MAILBOX = 9;
  private static final int OTHER_MAILBOX = 10;
  private static Node owner;
  private static Node stranger;
  private static Producer<String, byte[]> producer;

  private final List<Resuming> followers = new ArrayList<>();

  @BeforeAll
  static void start() {
    owner = Node.with(MAILBOX);
    stranger = Node.with(OTHER_MAILBOX);
    producer = WrittenTurn.producer();
  }

  @AfterAll
  static void stop() {
    owner.close();
    stranger.close();
    producer.close();
  }

  @AfterEach
  void leave() {
    followers.forEach(Resuming::close);
  }

  @Test
  void seesAllFromTheBeginningWhileTheTurnRuns() {
    WrittenTurn turn = turn();
    turn.begin();
    turn.say("a");
    Resuming follower = follow(stranger, turn, turn.start());
    await().untilAsserted(() -> assertThat(follower.seen).isEqualTo(turn.visible));
    turn.say("b");
    turn.end();
    await().untilAsserted(() -> assertThat(follower.seen).isEqualTo(turn.visible));
    assertThat(follower.resumedAt).containsExactly(0L);
  }

  @Test
  void goesOnBehindTheCursorAndSaysWhatItNamed() {
    WrittenTurn turn = turn();
    turn.begin();
    turn.say("a");
    turn.say("b");
    turn.end();
    Resuming follower = follow(owner, turn, turn.behind(1));
    await().untilAsserted(() -> assertThat(follower.seen).isEqualTo(turn.visible.subList(2, 4)));
    assertThat(follower.resumedAt).containsExactly(turn.visible.get(1).offset());
  }

  @Test
  void tellsTheEndAgainToWhoeverHasSeenIt() {
    WrittenTurn turn = turn();
    turn.begin();
    turn.end();
    Resuming follower = follow(owner, turn, turn.behind(1));
    await().untilAsserted(() -> assertThat(follower.seen).isEqualTo(turn.visible.subList(1, 2)));
  }

  @Test
  void letsNothingThroughThatIsNotOfTheTurn() {
    WrittenTurn turn = turn();
    WrittenTurn other = turn();
    turn.begin();
    other.begin();
    other.say("secret");
    other.end();
    long last = other.visible.getLast().offset();
    for (long offset : List.of(other.visible.get(1).offset(), last, last + 1, last + 1_000_000)) {
      Resuming follower =
          follow(stranger, turn, turn.start().behind(new Cursor(MAILBOX, offset, 0)));
      await().untilAsserted(() -> assertThat(follower.lost).isEqualTo(Follower.Lost.FOREIGN));
      assertThat(follower.seen).isEmpty();
    }
  }

  @Test
  void saysThatAnEndedTurnIsNotInTheLog() {
    WrittenTurn turn = turn();
    Instant now = Instant.now();
    Resuming follower =
        follow(stranger, turn, new Place(UUID.randomUUID(), MAILBOX, null, now, now));
    await().untilAsserted(() -> assertThat(follower.lost).isEqualTo(Follower.Lost.GONE));
  }

  @Test
  void saysThatTheLogNoLongerHoldsAPlace() throws Exception {
    int mailbox = 11;
    WrittenTurn turn = new WrittenTurn(mailbox, producer);
    turn.begin();
    turn.say("a");
    turn.say("b");
    Place inside = turn.behind(1);
    Place ended = new Place(turn.id, mailbox, null, turn.acceptedAt, turn.acceptedAt);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestPlatform.shared().bootstrapServers()))) {
      long before = turn.visible.getLast().offset();
      admin
          .deleteRecords(Map.of(Node.partition(mailbox), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
    for (Place place : List.of(inside, ended)) {
      Resuming follower = follow(stranger, turn, place);
      await().untilAsserted(() -> assertThat(follower.lost).isEqualTo(Follower.Lost.GONE));
    }
    Resuming running = follow(stranger, turn, turn.start());
    await().untilAsserted(() -> assertThat(running.seen).isEqualTo(turn.visible.subList(2, 3)));
  }

  @Test
  void leavesMailboxesOfOthersWhenNobodyIsInterested() {
    WrittenTurn turn = turn();
    turn.begin();
    Resuming follower = follow(stranger, turn, turn.start());
    await().until(() -> turnsFollowed(stranger) == 1);
    follower.close();
    await().until(() -> turnsFollowed(stranger) == 0);
    turn.say("unheard");
    Resuming again = follow(stranger, turn, turn.start());
    await().untilAsserted(() -> assertThat(again.seen).isEqualTo(turn.visible));
  }

  /** Many followers, that refuse, leave and come back at any time, while turns run. */
  @Test
  void leavesNothingOutAndRepeatsNothing() {
    long seed = new Random().nextLong();
    System.out.println("ResumeTest seed " + seed);
    Random random = new Random(seed);
    List<WrittenTurn> turns = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      turns.add(new WrittenTurn(random.nextBoolean() ? MAILBOX : OTHER_MAILBOX, producer));
    }
    for (int i = 0; i < 3_000; i++) {
      turns.get(random.nextInt(turns.size())).goOn(random);
      if (i % 20 == 0) {
        WrittenTurn turn = turns.get(random.nextInt(turns.size()));
        if (!turn.visible.isEmpty()) {
          comeAndGo(random, turn);
        }
      }
    }
    turns.stream().filter(turn -> turn.visible.isEmpty()).forEach(WrittenTurn::begin);
    turns.forEach(WrittenTurn::end);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (Resuming follower : followers) {
                assertThat(follower.seen).as("seed %d", seed).isEqualTo(follower.expected());
              }
            });
  }

  private void comeAndGo(Random random, WrittenTurn turn) {
    Node node = random.nextBoolean() ? owner : stranger;
    int from = random.nextInt(turn.visible.size() + 1);
    Resuming follower = follow(node, turn, from == 0 ? turn.start() : turn.behind(from - 1));
    follower.from = from;
    follower.refusals = new Random(random.nextLong());
  }

  private static double turnsFollowed(Node node) {
    return node.meters().get("turnpike.mailbox.turns").gauge().value();
  }

  private WrittenTurn turn() {
    return new WrittenTurn(MAILBOX, producer);
  }

  private Resuming follow(Node node, WrittenTurn turn, Place from) {
    Resuming follower = new Resuming(node, turn);
    followers.add(follower);
    follower.resume(from);
    return follower;
  }

  /** Collects events; one that refuses them comes back behind the last that it took. */
  private static final class Resuming implements Follower {
    final List<MailboxEvent> seen = new CopyOnWriteArrayList<>();
    final List<Long> resumedAt = new CopyOnWriteArrayList<>();
    private final Node node;
    private final WrittenTurn turn;
    volatile @Nullable Lost lost;
    volatile int from;
    volatile @Nullable Random refusals;
    private volatile @Nullable Subscription subscription;

    Resuming(Node node, WrittenTurn turn) {
      this.node = node;
      this.turn = turn;
    }

    void resume(Place place) {
      subscription = node.mailboxes().resume(place, this);
    }

    List<MailboxEvent> expected() {
      return turn.visible.subList(from, turn.visible.size());
    }

    @Override
    public void onResumed(@Nullable MailboxEvent at) {
      resumedAt.add(at == null ? 0L : at.offset());
    }

    @Override
    public boolean onEvent(MailboxEvent event) {
      Random random = refusals;
      if (random != null && random.nextInt(10) == 0) {
        int index = from + seen.size() - 1;
        Thread.startVirtualThread(() -> resume(index < 0 ? turn.start() : turn.behind(index)));
        return false;
      }
      seen.add(event);
      return true;
    }

    @Override
    public void onLost(Lost why) {
      lost = why;
    }

    void close() {
      Subscription following = subscription;
      if (following != null) {
        following.close();
      }
    }
  }
}
