package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** A user and their memory, through ingress, worker and extractor as they run together. */
final class MemorySwitch {

  private static final Duration LEARNED = Duration.ofMinutes(1);

  private MemorySwitch() {}

  /** What is said while memory is off is never known; on a system that knows nothing yet. */
  static void holds(Commands turnpike, int port) {
    Person ada = Person.register(port);
    Person.Chat first = ada.chat();

    first.remember(false);
    first.say("I live in Paris.");
    first.remember(true);
    first.say("Hello, my name is Ada.");

    // A user's turns are learned from in order, so Paris would be known by now.
    await().atMost(LEARNED).until(() -> !ada.memories().isEmpty());
    assertThat(ada.memories()).singleElement().asString().contains("Ada");
    assertThat(ada.found("What am I called?")).isEqualTo(ada.memories());
    assertThat(ada.chat().say("What is my name?")).contains("Ada");

    ada.remember(false);
    assertThat(ada.chat().say("What is my name?")).doesNotContain("Ada");
    ada.remember(true);
    assertThat(ada.chat().say("What is my name?")).contains("Ada");

    ada.forgetAll();
    assertThat(ada.memories()).isEmpty();
    assertThat(ada.chat().say("What is my name?")).doesNotContain("Ada");
    List<String> published = turnpike.run("tail", "memory.changes", "--from-beginning", "--max", 2);
    assertThat(published.getLast()).doesNotContain("Ada");
  }
}
