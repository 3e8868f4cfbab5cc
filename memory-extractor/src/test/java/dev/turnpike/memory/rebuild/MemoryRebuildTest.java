package dev.turnpike.memory.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.memory.book.MemoryBook;
import dev.turnpike.memory.consumption.Consumed;
import dev.turnpike.memory.ledger.MemoryClosedException;
import dev.turnpike.memory.ledger.MemoryEraser;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rebuilds from a real log in a real database, with the simulated model. */
class MemoryRebuildTest {

  private final Live live = new Live();
  private final String ada = "ada-" + UUID.randomUUID();

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void theSameAnswersMakeTheSameRows() {
    converse();
    var before = live.rows(ada);
    assertThat(before).isNotEmpty();

    var result = live.rebuild(ada);

    assertThat(live.rows(ada)).isEqualTo(before);
    assertThat(result.exchanged()).isTrue();
    assertThat(result.difference().total()).isEqualTo(new Difference.Counts(3, 0, 0, 0));
    assertThat(result.difference().users()).isEmpty();
    assertThat(live.count("announcements")).isZero();
    assertThat(live.count("shadow_facts") + live.count("shadow_changes")).isZero();
  }

  @Test
  void whatWasLostComesBackAndIsAnnounced() {
    converse();
    var before = live.rows(ada);
    live.jdbc().sql("delete from memory.facts where text like '%tea%'").update();
    live.jdbc()
        .sql("update memory.facts set text = 'The user lives in Rome' where text like '%Lisbon%'")
        .update();

    var result = live.rebuild(ada);

    assertThat(live.rows(ada)).isEqualTo(before);
    assertThat(result.difference().total()).isEqualTo(new Difference.Counts(1, 1, 1, 0));
    assertThat(result.difference().users().getFirst().userId()).isEqualTo(ada);
    assertThat(live.count("announcements")).isEqualTo(2);
  }

  @Test
  void aDryRunOnlySays() {
    converse();
    live.jdbc().sql("delete from memory.facts where text like '%tea%'").update();
    var before = live.rows(ada);

    var result = live.rebuild(live.options(ada, true, Map.of()), new Live.Silent());

    assertThat(result.exchanged()).isFalse();
    assertThat(result.difference().total()).isEqualTo(new Difference.Counts(2, 1, 0, 0));
    assertThat(result.difference().facts().getFirst().after())
        .hasValueSatisfying(text -> assertThat(text).contains("tea"));
    assertThat(live.rows(ada)).isEqualTo(before);
    assertThat(live.count("announcements") + live.count("shadow_facts")).isZero();
  }

  @Test
  void onlyOneUsersMemoryIsTouched() {
    var bob = "bob-" + UUID.randomUUID();
    live.learn(bob, "I live in Oslo.");
    live.jdbc().sql("update memory.facts set text = 'The user lives in Rome'").update();
    converse();

    live.rebuild(ada);
    assertThat(live.facts(bob)).containsExactly("The user lives in Rome");

    live.rebuild((String) null);
    assertThat(live.facts(bob)).containsExactly("The user lives in Oslo");
  }

  @Test
  void aDeletedFactStaysDeleted() {
    converse();
    delete("%tea%");
    live.learn(ada, "I like walking.");
    var before = live.rows(ada);

    live.rebuild(ada);

    assertThat(live.rows(ada)).isEqualTo(before);
    assertThat(live.facts(ada)).noneMatch(fact -> fact.contains("tea"));
  }

  @Test
  void aFactThatWasOnlyRepeatedBeforeItsDeletionStaysDeleted() {
    live.learn(ada, "I like tea.");
    live.learn(ada, "I like tea.");
    delete("%tea%");
    live.learn(ada, "I live in Paris.");

    live.rebuild(ada);

    assertThat(live.facts(ada)).containsExactly("The user lives in Paris");
  }

  @Test
  void whatIsSaidAgainAfterADeletionIsKnownAgain() {
    live.learn(ada, "I like tea.");
    delete("%tea%");
    live.learn(ada, "I like tea.");
    var before = live.rows(ada);

    live.rebuild(ada);

    assertThat(live.facts(ada)).containsExactly("The user likes tea");
    assertThat(live.rows(ada)).isEqualTo(before);
  }

  @Test
  void aDeletedFactStaysDeletedWhateverAnotherExtractorMakesOfWhatWasSaid() throws Exception {
    live.learn(ada, "I like tea. I live in Paris.");
    live.learn(ada, "As I said, I like tea.");
    delete("%tea%");
    live.learn(ada, "I like walking.");
    try (var other = fondOfTea()) {
      for (int round = 0; round < 2; round++) {
        live.rebuild(
            live.options(ada, false, Map.of("OPENAI_BASE_URL", other.baseUrl())),
            new Live.Silent());

        assertThat(live.facts(ada))
            .containsExactly("The user lives in Paris", "The user likes walks");
      }
    }
  }

  @Test
  void aFactThatIsDeletedMeanwhileStaysDeletedToo() throws Exception {
    live.learn(ada, "I like tea. I live in Paris.");
    live.learn(ada, "I like walking.");
    try (var other = fondOfTea()) {
      live.rebuild(
          live.options(ada, false, Map.of("OPENAI_BASE_URL", other.baseUrl())),
          new Live.Silent() {
            private boolean deleted;

            @Override
            public void progress(long read, long records, long learned, Consumed consumed) {
              if (learned > 0 && !deleted) {
                deleted = true;
                delete("%tea%");
              }
            }
          });
    }
    assertThat(live.facts(ada))
        .containsExactly("The user lives in Paris", "The user likes walking");
  }

  @Test
  void vectorsThatWereMadeAnewMeanwhileAreNotReplacedByOldOnes() {
    converse();
    assertThatThrownBy(
            () ->
                live.rebuild(
                    live.options(ada, false, Map.of()),
                    new Live.Silent() {
                      @Override
                      public void progress(
                          long read, long records, long learned, Consumed consumed) {
                        if (learned == 3) {
                          live.jdbc().sql("update memory.embedding_space set model = 'x'").update();
                        }
                      }
                    }))
        .hasMessageContaining("another embedding model");
  }

  @Test
  void anotherVersionIsRecorded(@TempDir Path folder) throws Exception {
    live.learn(ada, "I like tea.");
    Files.writeString(folder.resolve("extract.md"), "Extract.");
    Files.writeString(folder.resolve("decide.md"), "Decide.");

    live.rebuild(
        live.options(ada, false, Map.of("MEMORY_EXTRACTOR", folder.toString())), new Live.Silent());

    assertThat(live.facts(ada)).containsExactly("The user likes tea");
    assertThat(
            live.jdbc()
                .sql("select extractor_version from memory.learned_turns")
                .query(String.class)
                .single())
        .startsWith(folder.getFileName() + "-");
  }

  @Test
  void ofWhoIsForgottenNothingComesBack() {
    converse();
    new MemoryEraser(live.jdbc(), live.transactions()).erase(ada, Instant.now());

    var result = live.rebuild(ada);

    assertThat(live.rows(ada)).isEmpty();
    assertThat(result.difference().total()).isEqualTo(new Difference.Counts(0, 0, 0, 0));
  }

  @Test
  void whoIsForgottenMeanwhileIsForgotten() {
    converse();
    var eraser = new MemoryEraser(live.jdbc(), live.transactions());

    live.rebuild(
        live.options(ada, false, Map.of()),
        new Live.Silent() {
          @Override
          public void progress(long read, long records, long learned, Consumed consumed) {
            if (read == records && learned > 0) {
              eraser.erase(ada, Instant.now());
            }
          }
        });

    assertThat(live.rows(ada)).isEmpty();
    assertThat(live.count("shadow_facts")).isZero();
  }

  @Test
  void whatIsLearnedMeanwhileStays() {
    converse();
    var later = live.said(ada, "I play chess.");
    var last = live.said(ada, "I speak Dutch.");

    live.rebuild(
        live.options(ada, false, Map.of()),
        new Live.Silent() {
          @Override
          public void begun(String extractor, String model, long records) {
            live.learn(later);
            live.learn(live.said(ada, "I was born in 1990."));
          }

          @Override
          public void compared(Difference difference) {
            assertThatThrownBy(() -> live.learn(last)).isInstanceOf(MemoryClosedException.class);
          }
        });

    // The rebuild was ahead of the service: what it learned, the service finds learned.
    assertThat(live.facts(ada)).hasSize(6).contains("The user was born in 1990");
    var before = live.rows(ada);
    live.learn(last);
    assertThat(live.rows(ada)).isEqualTo(before);
    live.rebuild(ada);
    assertThat(live.rows(ada)).isEqualTo(before);
  }

  @Test
  void whatIsOlderThanTheLogIsKeptAsItIs() {
    converse();
    live.jdbc()
        .sql(
            "update memory.learned_turns set source_partition = 4711 where source_offset = (select min(source_offset) from memory.learned_turns)")
        .update();
    live.jdbc().sql("update memory.facts set text = 'spoilt' where text like '%tea%'").update();
    var before = live.facts(ada);

    var result = live.rebuild(ada);

    assertThat(result.difference().total().kept()).isEqualTo(2);
    assertThat(live.facts(ada)).hasSameSizeAs(before).anyMatch(fact -> fact.contains("tea"));
  }

  @Test
  void aRebuildThatBreaksOffChangesNothingAndTheNextOneWorks() {
    converse();
    live.jdbc().sql("delete from memory.facts where text like '%tea%'").update();
    var before = live.rows(ada);

    assertThatThrownBy(
            () ->
                live.rebuild(
                    live.options(ada, false, Map.of()),
                    new Live.Silent() {
                      @Override
                      public void compared(Difference difference) {
                        throw new IllegalStateException("out");
                      }
                    }))
        .hasMessage("out");
    assertThat(live.rows(ada)).isEqualTo(before);
    assertThat(live.count("shadow_facts")).isZero();

    live.rebuild(ada);
    assertThat(live.facts(ada)).hasSize(3);
  }

  @Test
  void killedInTheMiddleItHasChangedNothingAndTheNextOneWorks() {
    converse();
    live.jdbc().sql("delete from memory.facts where text like '%tea%'").update();
    var before = live.rows(ada);

    for (String moment : List.of("progress", "compared")) {
      try (var rebuild =
          ChildJvm.running(KilledRebuild.class)
              .environment(live.options(ada, false, Map.of()).environment())
              .arguments(ada, moment)
              .start()) {
        rebuild.awaitLine(moment, Duration.ofMinutes(2));
        rebuild.kill();
      }
      assertThat(live.rows(ada)).as("after a kill at %s", moment).isEqualTo(before);
    }

    await()
        .atMost(Duration.ofSeconds(30)) // the database notices that the killed one is gone
        .ignoreExceptionsInstanceOf(RebuildRefusal.class)
        .untilAsserted(() -> assertThat(live.rebuild(ada).exchanged()).isTrue());
    assertThat(live.facts(ada)).hasSize(3);
  }

  @Test
  void vectorsOfAnotherModelAreNotMixedIn() {
    converse();
    live.jdbc().sql("update memory.embedding_space set model = 'other'").update();

    assertThatThrownBy(() -> live.rebuild(ada))
        .isInstanceOf(RebuildRefusal.class)
        .hasMessageContaining("re-embed");
  }

  @Test
  void twoAtOnceAreRefused() {
    converse();
    live.rebuild(
        live.options(ada, true, Map.of()),
        new Live.Silent() {
          @Override
          public void begun(String extractor, String model, long records) {
            assertThatThrownBy(() -> live.rebuild(ada))
                .isInstanceOf(RebuildRefusal.class)
                .hasMessageContaining("Another rebuild is under way");
          }
        });
  }

  @Test
  void aModelThatAlwaysFailsTakesNothingAlong() {
    converse();
    var before = live.rows(ada);

    assertThatThrownBy(
            () ->
                live.rebuild(
                    live.options(ada, false, Map.of("MEMORY_MODEL", "sim:text=lorem")),
                    new Live.Silent()))
        .isInstanceOf(RebuildRefusal.class)
        .hasMessageContaining("3 turns that had been learned from could not be")
        .hasMessageContaining("--skip-failed");
    assertThat(live.rows(ada)).isEqualTo(before);
  }

  private static OtherModel fondOfTea() throws IOException {
    return new OtherModel(
        Map.of(
            "I like tea",
            List.of(
                new OtherModel.Fact("The user lives in the city of Paris", "I live in Paris"),
                new OtherModel.Fact("The user is fond of tea", "I like tea")),
            "As I said",
            List.of(new OtherModel.Fact("The user is fond of tea", "I like tea")),
            "I like walking",
            List.of(new OtherModel.Fact("The user likes walks", "I like walking"))));
  }

  /** Three turns, one of which changes what another taught. */
  private void converse() {
    live.learn(ada, "My name is Ada. I live in Paris.");
    live.learn(ada, "I like tea.");
    live.learn(ada, "I moved to Lisbon.");
    assertThat(live.facts(ada))
        .containsExactlyInAnyOrder(
            "The user's name is Ada", "The user lives in Lisbon", "The user likes tea");
  }

  private void delete(String like) {
    var memory =
        live.jdbc()
            .sql("select memory_id from memory.facts where user_id = :user and text like :like")
            .param("user", ada)
            .param("like", like)
            .query(UUID.class)
            .single();
    assertThat(new MemoryBook(live.source()).delete(ada, memory)).isTrue();
  }
}
