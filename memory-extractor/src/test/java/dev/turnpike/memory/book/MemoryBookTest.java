package dev.turnpike.memory.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.embedding.Embedder;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.embedding.EmbeddingSpace;
import dev.turnpike.memory.embedding.EmbeddingUnavailableException;
import dev.turnpike.memory.ledger.LedgerTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

class MemoryBookTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final Facts facts = new Facts(memory);
  private final MemoryBook book = new MemoryBook(memory.source());

  @Test
  void pagesAreNewestFirstAndStayGoodWhenFactsGo() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      facts.add("ada", i / 2, "Fact " + i); // Two of each time.
    }
    var first = book.list("ada", 2, null);
    book.delete("ada", first.memories().getLast().id());
    var second = book.list("ada", 2, first.next());
    var third = book.list("ada", 2, second.next());

    assertThat(first.memories()).hasSize(2);
    assertThat(third.next()).isNull();
    var texts = new ArrayList<String>();
    List.of(first, second, third).forEach(page -> texts.addAll(texts(page)));
    assertThat(texts)
        .containsExactlyInAnyOrder("Fact 0", "Fact 1", "Fact 2", "Fact 3", "Fact 4")
        .startsWith("Fact 4");
    var newest = first.memories().getFirst();
    assertThat(newest.learnedAt()).isEqualTo(Facts.NOON.plusSeconds(2));
    assertThat(newest.changedAt()).isEqualTo(newest.learnedAt());
  }

  @Test
  void thereAreNoMoreThanThereAre() throws InterruptedException {
    assertThat(book.list("ada", 2, null)).isEqualTo(new MemoryPage(List.of(), null));
    facts.add("ada", 0, "The user lives in Paris.");
    facts.add("ada", 1, "The user has a dog.");
    assertThat(book.list("ada", 2, null).next()).isNull();
    assertThat(book.list("bob", 2, null).memories()).isEmpty();
  }

  @Test
  void whatIsMostSimilarIsFoundFirst() throws InterruptedException {
    facts.add("ada", 0, "The user has a dog called Rex.");
    facts.add("ada", 1, "The user lives in Paris.");
    facts.add("bob", 2, "The user lives in Rome.");

    var found = book.search("ada", "Where do I live?", 5, PATIENCE);

    assertThat(found)
        .extracting(each -> each.memory().text())
        .containsExactly("The user lives in Paris.", "The user has a dog called Rex.");
    assertThat(found.getFirst().similarity()).isBetween(0.25, 0.6);
    assertThat(book.search("ada", "Where do I live?", 1, PATIENCE)).hasSize(1);
  }

  /** One whose vectors never come in time. */
  private static final class LateEmbedder implements Embedder {
    @Override
    public Embedding embed(String text, Duration patience) {
      throw new EmbeddingUnavailableException("late", null);
    }

    @Override
    public EmbeddingSpace space() {
      return Embedder.shared().space();
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public boolean broken() {
      return false;
    }
  }

  @Test
  void withoutAnEmbeddingTheSearchSaysSo() throws InterruptedException {
    facts.add("ada", 0, "The user lives in Paris.");

    var late = new MemoryBook(memory.source(), LateEmbedder::new);
    assertThatThrownBy(() -> late.search("ada", "Where?", 5, PATIENCE))
        .isInstanceOf(SearchUnavailableException.class)
        .hasCauseInstanceOf(EmbeddingUnavailableException.class);
  }

  @Test
  void forWhoHasNoFactsNoModelIsAsked() throws InterruptedException {
    var without =
        new MemoryBook(
            memory.source(),
            () -> {
              throw new AssertionError("asked");
            });
    facts.add("ada", 0, "The user lives in Paris.");

    assertThat(without.search("bob", "Where do I live?", 5, PATIENCE)).isEmpty();
  }

  @Test
  void whatAnotherModelHasEmbeddedIsNotCompared() throws InterruptedException {
    facts.add("ada", 0, "The user lives in Paris.");
    memory.jdbc().sql("update memory.embedding_space set model = 'other', dimensions = 3").update();

    assertThatThrownBy(() -> book.search("ada", "Where do I live?", 5, PATIENCE))
        .isInstanceOf(SearchUnavailableException.class)
        .hasMessageContaining("other (3 dimensions)");
  }

  @Test
  void theHistoryTellsHowAFactCameAbout() throws InterruptedException {
    var id = facts.add("ada", 0, "The user lives in Paris.");
    facts.update("ada", id, 1, "The user lives in Rome.");

    var history = book.history("ada", id);

    assertThat(history)
        .extracting(PastChange::kind)
        .containsExactly(PastChange.Kind.ADDED, PastChange.Kind.UPDATED);
    var last = history.getLast();
    assertThat(last.previous()).isEqualTo("The user lives in Paris.");
    assertThat(last.text()).isEqualTo("The user lives in Rome.");
    assertThat(last.quote()).isEqualTo("I said so");
    assertThat(last.extractorVersion()).isEqualTo("v1");
    assertThat(last.changedAt()).isEqualTo(Facts.NOON.plusSeconds(1));
    assertThat(book.list("ada", 1, null).memories().getFirst().turnId()).isEqualTo(last.turnId());
    assertThat(book.history("bob", id)).isEmpty();
    assertThat(book.history("ada", UUID.randomUUID())).isEmpty();
  }

  @Test
  void ofADeletedFactNothingIsLeftButWhatKeepsItAway() throws InterruptedException {
    var id = facts.add("ada", 0, "The user lives in Paris.");
    facts.update("ada", id, 1, "The user lives in Rome.");
    facts.add("ada", 7, "The user has a dog.");

    assertThat(book.delete("bob", id)).isFalse();
    assertThat(book.delete("ada", UUID.randomUUID())).isFalse();
    assertThat(facts.count("deletions")).isZero();
    memory
        .ledger(LedgerTables.SHADOW)
        .learn(MemoryDatabase.lesson("ada", UUID.randomUUID(), "Rome."));

    assertThat(book.delete("ada", id)).isTrue();

    assertThat(texts(book.list("ada", 9, null))).containsExactly("The user has a dog.");
    assertThat(book.history("ada", id)).isEmpty();
    var deletion = memory.jdbc().sql("select * from memory.deletions").query().singleRow();
    assertThat(deletion)
        .containsEntry("user_id", "ada")
        .containsEntry("after_partition", 3)
        .containsEntry("after_offset", 7L);
    assertThat(facts.count("shadow_facts") + facts.count("shadow_changes")).isZero();
    assertThat(memory.ledger().isBarred("ada", Instant.now().minusSeconds(1))).isTrue();
    assertThat(memory.ledger().isBarred("ada", Instant.now().plusSeconds(1))).isFalse();
    assertThat(memory.ledger().isBarred("bob", Instant.now().minusSeconds(1))).isFalse();
    assertThat(memory.jdbc().sql("select * from memory.announcements").query().singleRow())
        .containsEntry("memory_id", id)
        .containsEntry("times", 2);
    assertThat(book.delete("ada", id)).isFalse();
  }

  @Test
  void aFactThatWasRemovedByATurnCanBeDeletedToo() throws InterruptedException {
    var id = facts.add("ada", 0, "The user lives in Paris.");
    memory.jdbc().sql("delete from memory.facts").update();

    assertThat(book.delete("ada", id)).isTrue();
    assertThat(facts.count("changes")).isZero();
  }

  @Test
  void allOfAUserAreDeletedAndNobodyElses() throws InterruptedException {
    facts.add("ada", 0, "The user lives in Paris.");
    facts.add("ada", 1, "The user has a dog.");
    facts.add("bob", 2, "The user lives in Rome.");

    assertThat(book.deleteAll("ada")).isEqualTo(2);
    assertThat(book.deleteAll("ada")).isZero();

    assertThat(facts.count("facts")).isOne();
    assertThat(facts.count("changes")).isOne();
    assertThat(facts.count("deletions")).isOne();
    assertThat(facts.count("announcements")).isEqualTo(2);
    assertThat(texts(book.list("bob", 9, null))).hasSize(1);
  }

  @Test
  void nothingIsDeletedWhileAllFactsAreReplaced() throws Exception {
    var id = facts.add("ada", 0, "The user lives in Paris.");
    try (var swapping = memory.source().getConnection();
        var statement = swapping.createStatement()) {
      swapping.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(hashtextextended('memory/swap', 0))");

      assertThatThrownBy(() -> book.delete("ada", id)).isInstanceOf(MemoryBusyException.class);
      swapping.rollback();
    }
    assertThat(book.delete("ada", id)).isTrue();
  }

  @Test
  void nothingIsDeletedWhileItIsBeingPublished() throws Exception {
    var id = facts.add("ada", 0, "The user lives in Paris.");
    memory
        .jdbc()
        .sql("insert into memory.announcements values (?, 'ada', now(), 1)")
        .param(id)
        .update();
    try (var publishing = memory.source().getConnection();
        var statement = publishing.createStatement()) {
      publishing.setAutoCommit(false);
      statement.execute("select * from memory.announcements for update");

      assertThatThrownBy(() -> book.delete("ada", id)).isInstanceOf(MemoryBusyException.class);
      publishing.rollback();
    }
    assertThat(book.history("ada", id)).hasSize(1);
  }

  @Test
  void withoutTablesItSaysSo() {
    memory.jdbc().sql("drop schema memory cascade").update();

    assertThatThrownBy(() -> book.list("ada", 1, null)).isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> book.deleteAll("ada")).isInstanceOf(BadSqlGrammarException.class);
  }

  private static List<String> texts(MemoryPage page) {
    return page.memories().stream().map(Memory::text).toList();
  }
}
