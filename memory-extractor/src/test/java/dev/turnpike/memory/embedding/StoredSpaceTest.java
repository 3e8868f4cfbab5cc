package dev.turnpike.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.platform.StartRefused;
import org.junit.jupiter.api.Test;

class StoredSpaceTest {

  private static final EmbeddingSpace OTHER = new EmbeddingSpace("large", 1536);

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final StoredSpace stored = new StoredSpace(memory.jdbc());

  @Test
  void anyModelFitsWhereThereAreNoVectors() {
    assertThatCode(() -> stored.require(OTHER)).doesNotThrowAnyException();
  }

  @Test
  void anyModelFitsWhereThereAreNoTables() {
    memory.jdbc().sql("drop schema memory cascade").update();

    assertThat(stored.read()).isEmpty();
    assertThatCode(() -> stored.require(OTHER)).doesNotThrowAnyException();
  }

  @Test
  void anotherModelThanThatOfTheVectorsIsRefusedWithWhatToDo() {
    memory
        .jdbc()
        .sql("insert into memory.embedding_space (model, dimensions) values ('small', 512)")
        .update();

    assertThat(stored.read()).contains(new EmbeddingSpace("small", 512));
    assertThatCode(() -> stored.require(new EmbeddingSpace("small", 512)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> stored.require(OTHER))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("small (512 dimensions)")
        .hasMessageContaining("large (1536 dimensions)")
        .hasMessageContaining("./turnpike memory re-embed")
        .hasMessageContaining("or set them back");
    assertThatThrownBy(() -> stored.require(new EmbeddingSpace("tiny", 512)))
        .isInstanceOf(StartRefused.class);
  }
}
