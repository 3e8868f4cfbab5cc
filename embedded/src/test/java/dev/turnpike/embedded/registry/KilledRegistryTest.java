package dev.turnpike.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRegistryTest {

  @TempDir Path folder;

  @Test
  void everyIdThatWasGivenSurvivesAKill() throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    Map<Schema, Integer> given = new LinkedHashMap<>();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                journal.toString())
            .redirectError(new File("/dev/null"))
            .start();
    try (BufferedReader output = process.inputReader();
        SchemaRegistry client =
            SchemaRegistry.connect(RegistrySettings.of(String.valueOf(output.readLine())))) {
      for (int i = 0; i < 50; i++) {
        Schema schema = SchemaBuilder.record("R" + i).fields().endRecord();
        given.put(schema, client.register("s" + i, schema));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(journal, 0);
        SchemaRegistry client = SchemaRegistry.connect(RegistrySettings.of(registry.url()))) {
      given.forEach((schema, id) -> assertThat(client.schemaOf(id)).isEqualTo(schema));
      assertThat(given.values()).doesNotHaveDuplicates();
    }
  }

  /** Serves until it is killed. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(arguments[0]), 0);
      System.out.println(registry.url());
      Thread.currentThread().join();
    }
  }
}
