package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class OffsetWindowTest {

  /** What the window should say, kept as naively as can be. */
  private static final class Model {
    final TreeSet<Long> pending = new TreeSet<>();
    long next;

    Model(long first) {
      next = first;
    }

    void register(long offset) {
      pending.add(offset);
      next = offset + 1;
    }

    long watermark() {
      return pending.isEmpty() ? next : pending.first();
    }
  }

  /** A window and its model, driven by a random history of deliveries and completions. */
  private static final class History {
    final Random random;
    final Model model;
    final List<Long> delivered = new ArrayList<>();
    OffsetWindow window;

    History(long seed, long first) {
      random = new Random(seed);
      model = new Model(first);
      window = new OffsetWindow(first);
    }

    void steps(int count) {
      for (int i = 0; i < count; i++) {
        var pending = List.copyOf(model.pending);
        if (pending.isEmpty() || (random.nextInt(5) < 3 && pending.size() < 200)) {
          deliver();
        } else {
          // mostly in the middle, so that the watermark stays behind
          complete(pending.get(random.nextInt(pending.size())));
        }
        assertThat(window.watermark()).isEqualTo(model.watermark());
      }
    }

    private void deliver() {
      long offset = model.next + (random.nextInt(4) == 0 ? random.nextInt(7) : 0);
      delivered.add(offset);
      model.register(offset);
      assertThat(window.hasRoomFor(offset)).isTrue();
      assertThat(window.register(offset)).isTrue();
      assertThat(window.register(offset)).as("registered twice").isFalse();
    }

    private void complete(long offset) {
      window.complete(offset);
      model.pending.remove(offset);
    }
  }

  @Property(tries = 300)
  void agreesWithTheModel(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 1L << 60) long first) {
    new History(seed, first).steps(400);
  }

  @Property(tries = 300)
  void aRestoredWindowRunsExactlyWhatWasNotDone(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int steps) {
    var history = new History(seed, 17);
    history.steps(steps);
    var before = history.window;

    var restored = OffsetWindow.restore(before.watermark(), before.metadata());

    assertThat(restored.watermark()).isEqualTo(before.watermark());
    assertThat(restored.metadata()).isEqualTo(before.metadata());
    var runAgain =
        history.delivered.stream()
            .filter(offset -> offset >= restored.watermark())
            .filter(restored::register)
            .toList();
    assertThat(runAgain).containsExactlyElementsOf(history.model.pending);
    runAgain.forEach(restored::complete);
    assertThat(restored.watermark()).isEqualTo(history.model.next);
    assertThat(restored.span()).isZero();
  }

  @Property(tries = 200)
  void aRestartInMidwayChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int steps) {
    var history = new History(seed, 3);
    history.steps(steps);
    var watermark = history.window.watermark();
    history.window = OffsetWindow.restore(watermark, history.window.metadata());
    history.delivered.stream()
        .filter(offset -> offset >= watermark)
        .forEach(history.window::register);

    history.steps(200);
  }

  @Property(tries = 200)
  void metadataFitsAtTheLargestWindow(@ForAll long seed) {
    var random = new Random(seed);
    var window = new OffsetWindow(1_000);
    for (int i = 0; i < OffsetWindow.MAX_SPAN; i++) {
      assertThat(window.register(1_000 + i)).isTrue();
    }
    for (int i = 1; i < OffsetWindow.MAX_SPAN; i++) {
      if (i == OffsetWindow.MAX_SPAN - 1 || random.nextBoolean()) {
        window.complete(1_000 + i);
      }
    }

    assertThat(window.hasRoomFor(1_000 + OffsetWindow.MAX_SPAN)).isFalse();
    assertThat(window.metadata()).hasSizeBetween(4_000, 4_096);
    assertThat(OffsetWindow.restore(1_000, window.metadata()).metadata())
        .isEqualTo(window.metadata());
  }

  @Example
  void twoThousandOffsetsNeedUnderThreeHundredFiftyCharacters() {
    var window = new OffsetWindow(0);
    for (int i = 0; i < 2_000; i++) {
      window.register(i);
    }
    for (int i = 1; i < 2_000; i += 2) {
      window.complete(i);
    }
    assertThat(window.metadata()).hasSize(10 + 334);
  }

  @Property
  void foreignMetadataIsIgnored(@ForAll String metadata) {
    assertThat(OffsetWindow.restore(5, metadata).metadata()).isEmpty();
    assertThat(OffsetWindow.restore(5, metadata).register(6)).isTrue();
  }

  @Property
  void corruptMetadataNeverFails(@ForAll byte[] bits, @ForAll String rest) {
    var encoded = Base64.getUrlEncoder().encodeToString(bits);
    for (var metadata : List.of("turnpike1:" + rest, "turnpike1:" + encoded, encoded)) {
      var window = OffsetWindow.restore(5, metadata);
      assertThat(window.watermark()).isGreaterThanOrEqualTo(5);
      assertThat(window.metadata().length()).isLessThanOrEqualTo(4_096);
      assertThat(window.register(1_000_000)).isTrue();
      assertThat(window.watermark()).isEqualTo(1_000_000);
    }
  }

  @Example
  void metadataThatIsTooLongIsIgnored() {
    assertThat(OffsetWindow.restore(5, "turnpike1:" + "_".repeat(8_000)).watermark()).isEqualTo(5);
  }

  @Property
  void aHugeJumpCostsNothingWhenNothingIsPending(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long offset) {
    var window = new OffsetWindow(0);

    assertThat(window.hasRoomFor(offset)).isTrue();
    assertThat(window.register(offset)).isTrue();
    assertThat(window.watermark()).isEqualTo(offset);
    window.complete(offset);
    assertThat(window.watermark()).isEqualTo(offset + 1);
    assertThat(window.metadata()).isEmpty();
  }

  @Example
  void aJumpBeyondTheMetadataHasToWaitForWhatIsPending() {
    var window = new OffsetWindow(10);
    window.register(10);

    assertThat(window.hasRoomFor(10 + OffsetWindow.MAX_SPAN - 1)).isTrue();
    assertThat(window.hasRoomFor(10 + OffsetWindow.MAX_SPAN)).isFalse();
    window.complete(10);
    assertThat(window.hasRoomFor(1L << 50)).isTrue();
  }

  @Example
  void aPendingRecordThatRetentionTookDuringTheRestartHoldsNothingUp() {
    var window = new OffsetWindow(10);
    for (long offset = 10; offset < 15; offset++) {
      window.register(offset);
    }
    window.complete(12);
    var restored = OffsetWindow.restore(window.watermark(), window.metadata());

    assertThat(restored.register(12)).as("done before").isFalse();
    assertThat(restored.watermark()).isEqualTo(13);
    assertThat(restored.register(1_000_000)).isTrue();
    assertThat(restored.watermark()).isEqualTo(1_000_000);
  }
}
