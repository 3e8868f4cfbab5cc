package dev.turnpike.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricsTest {

  @TempDir private Path folder;

  @Test
  void relevancyIsShipped() {
    var relevancy = Rubrics.load("classpath:rubrics/*.md").getFirst();

    assertThat(relevancy.name()).isEqualTo("relevancy");
    assertThat(relevancy.version()).hasSize(12);
    assertThat(relevancy.instructions()).startsWith("You judge how relevant");
  }

  @Test
  void everyFileIsPickedUp() throws IOException {
    write("b.md", "name: tone\nscale: 0..1\ndirection: higher is better");
    write("a.md", "name: brevity\nscale: 0..1\ndirection: higher is better");

    assertThat(load()).extracting(Rubric::name).containsExactly("brevity", "tone");
  }

  @Test
  void noneAndTwoOfANameAreRefused() throws IOException {
    assertThatThrownBy(this::load).hasMessageContaining("no rubrics");
    write("a.md", "name: tone\nscale: 0..1\ndirection: higher is better");
    write("b.md", "name: tone\nscale: 0..1\ndirection: higher is better");
    assertThatThrownBy(this::load).hasMessage("Two rubrics have the name tone.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scale: 0..1, direction: higher is better | "name"
          name: The tone, scale: 0..1, direction: higher is better | "name"
          name: tone, direction: higher is better | "scale": write 0..1
          name: tone, scale: 1..5, direction: higher is better | "scale": write 0..1
          name: tone, scale: 0..1, direction: lower is better | "direction": write higher
          name: tone, scale: 0..1, direction: higher is better, sample: 1 | "sample": write nothing
          """)
  void anUnusableHeaderIsRefused(String header, String sentence) throws IOException {
    write("odd.md", header.replace(", ", "\n"));

    assertThatThrownBy(this::load)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The rubric odd.md has no usable ")
        .hasMessageContaining(sentence);
  }

  private void write(String file, String header) throws IOException {
    Files.writeString(folder.resolve(file), "---\n" + header + "\n---\nJudge.\n");
  }

  private List<Rubric> load() {
    return Rubrics.load("file:" + folder + "/*.md");
  }
}
