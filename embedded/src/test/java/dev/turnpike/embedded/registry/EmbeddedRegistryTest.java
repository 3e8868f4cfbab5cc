package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.schemas.Compatibility;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaNotFoundException;
import dev.turnpike.schemas.SchemaRefusedException;
import dev.turnpike.schemas.SchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

  private static final Schema ONE =
      SchemaBuilder.record("One").fields().requiredString("a").endRecord();
  private static final Schema ONE_MORE =
      SchemaBuilder.record("One").fields().requiredString("a").optionalInt("b").endRecord();
  private static final Schema ONE_BROKEN =
      SchemaBuilder.record("One").fields().requiredString("a").requiredInt("c").endRecord();

  @TempDir Path folder;

  @Test
  void idsAndLevelsSurviveARestart() {
    int id;
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThat(client.register("other", ONE_BROKEN)).isEqualTo(1);
      id = client.register("a", ONE);
      client.setCompatibility("a", Compatibility.FULL_TRANSITIVE);
    }
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThat(client.idOf("a", ONE)).isEqualTo(id).isEqualTo(2);
      assertThat(client.schemaOf(id)).isEqualTo(ONE);
      assertThat(client.compatibilityOf("a")).contains(Compatibility.FULL_TRANSITIVE);
      assertThat(client.register("a", ONE_MORE)).isEqualTo(3);
    }
  }

  @Test
  void oneSchemaHasOneIdInAllSubjects() {
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThat(client.register("a", ONE)).isEqualTo(client.register("b", ONE));
      assertThat(client.isRegistered("c", ONE)).isFalse();
      assertThat(client.isRegistered("b", ONE_MORE)).isFalse();
    }
  }

  @Test
  void anIncompatibleSchemaIsRefused() {
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      client.register("a", ONE);
      assertThatThrownBy(() -> client.register("a", ONE_BROKEN))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining("subject a")
          .hasMessageContaining("(409)")
          .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
      client.setCompatibility("a", Compatibility.NONE);
      assertThat(client.register("a", ONE_BROKEN)).isEqualTo(2);
    }
  }

  @Test
  void aTornLastLineIsCutOff() throws Exception {
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      client.register("a", ONE);
    }
    Files.writeString(journal(), "{\"subject\":\"ü", StandardOpenOption.APPEND);
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThat(client.register("a", ONE_MORE)).isEqualTo(2);
    }
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThat(client.schemaOf(2)).isEqualTo(ONE_MORE);
    }
  }

  @Test
  void aDamagedJournalStopsTheStart() throws Exception {
    Files.writeString(journal(), "{\"subject\":\"a\",\"compatibility\":\"FULL\"}\n{\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("is damaged in line 2");
  }

  @Test
  void twoRegistriesCantShareAJournal() {
    try (EmbeddedRegistry _ = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("is in use");
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (EmbeddedRegistry registry = start()) {
      int port = registry.port();
      assertThatThrownBy(() -> EmbeddedRegistry.start(folder.resolve("other"), port))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("port " + port);
    }
  }

  @Test
  void whatIsNotThereIsSaidInASentence() {
    try (EmbeddedRegistry registry = start();
        SchemaRegistry client = client(registry)) {
      assertThatThrownBy(() -> client.idOf("a", ONE))
          .isInstanceOf(SchemaNotFoundException.class)
          .hasMessage(
              "Subject a at %s does not have this version of schema One: run ./turnpike provision, or set auto.register.schemas (SCHEMA_REGISTRY_AUTO_REGISTER) to true.",
              registry.url());
      assertThatThrownBy(() -> client.schemaOf(99)).isInstanceOf(SchemaNotFoundException.class);
    }
  }

  private EmbeddedRegistry start() {
    return EmbeddedRegistry.start(journal(), 0);
  }

  private Path journal() {
    return folder.resolve("journal.jsonl");
  }

  private static SchemaRegistry client(EmbeddedRegistry registry) {
    return SchemaRegistry.connect(RegistrySettings.of(registry.url()));
  }
}
