package dev.turnpike.judge.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DatasetFileTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void readsAllThatALineMayHave() {
    var item =
        parsed(
            """
            {"id": "a", "messages": [{"role": "system", "content": "Be kind."},
            {"role": "user", "content": "Hi"}], "reference": "Hello", "tags": ["x", "y"],
            "checks": {"contains": ["hello"], "not_contains": ["bye"], "matches": "H.*o", "max_words": 3}}
            """
                .replace("\n", ""));
    assertThat(item.question()).isEqualTo("Hi");
    assertThat(item.history()).containsExactly(new Message("system", "Be kind."));
    assertThat(item.reference()).isEqualTo("Hello");
    assertThat(item.tags()).containsExactly("x", "y");
    assertThat(item.checks().of("Hello you there, bye"))
        .extracting(CheckResult::passed)
        .containsExactly(true, false, true, false);
    assertThat(item.checks().of("HELLO")).extracting(CheckResult::passed).contains(true);
  }

  @Test
  void blankLinesAndAMarkAtTheBeginningAreNothing() {
    var dataset =
        DatasetFile.parse(
            "d",
            "\uFEFF{\"id\": \"a\", \"input\": \"A\"}\r\n\n{\"id\": \"b\", \"input\": \"B\"}\n");
    assertThat(dataset.items()).extracting(Item::id).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"input\": \"A\"} | has no \"id\"",
        "{\"id\": \"a\"} | needs either \"input\"",
        "{\"id\": \"a\", \"input\": \"A\", \"messages\": []} | needs either \"input\"",
        "{\"id\": \"a\", \"input\": \" \"} | \"input\" must be text",
        "{\"id\": 1, \"input\": \"A\"} | \"id\" must be text",
        "{\"id\": \"a\", \"input\": \"A\", \"expected\": \"B\"} | \"expected\" is no key: known are checks",
        "{\"id\": \"a\", \"input\": \"A\", \"checks\": {\"contain\": []}} | \"contain\" is no key of \"checks\"",
        "{\"id\": \"a\", \"input\": \"A\", \"checks\": {\"matches\": \"(\"}} | no regular expression",
        "{\"id\": \"a\", \"input\": \"A\", \"checks\": {\"max_words\": 0}} | whole number from 1",
        "{\"id\": \"a\", \"input\": \"A\", \"checks\": {\"contains\": \"x\"}} | a list of texts",
        "{\"id\": \"a\", \"messages\": [{\"role\": \"assistant\", \"content\": \"A\"}]} | the last of \"messages\"",
        "{\"id\": \"a\", \"messages\": [{\"role\": \"bot\", \"content\": \"A\"}]} | user, assistant or system",
        "{\"id\": \"a\", \"id\": \"b\", \"input\": \"A\"} | is no JSON",
        "{\"id\": \"a\", \"input\": \"A\"} more | is no JSON",
        "[1] | is no JSON object",
        "{\"id\": \"a\", \"input\": \"\\ud83d\"} | half of a surrogate pair",
      })
  void saysWhichLineAndWhatToWrite(String line, String sentence) {
    var content = "{\"id\": \"fine\", \"input\": \"A\"}\n\n" + line;
    assertThatThrownBy(() -> DatasetFile.parse("d.jsonl", content))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("d.jsonl can't be used, and nothing was run")
        .hasMessageContaining("line 3: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void tellsOfAllLinesAtOnceAndOfTheSameIdTwice() {
    var content = "{\"id\": \"a\", \"input\": \"A\"}\n{}\n{\"id\": \"a\", \"input\": \"B\"}";
    assertThatThrownBy(() -> DatasetFile.parse("d", content))
        .hasMessageContaining("line 2: ")
        .hasMessageContaining("line 3: \"id\" is \"a\" as on line 1");
    assertThatThrownBy(() -> DatasetFile.parse("d", "\n"))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("has no lines");
  }

  @Test
  void saysWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> DatasetFile.read(folder.resolve("none.jsonl")))
        .hasMessageContaining("There is no data set");
    var latin = Files.write(folder.resolve("latin.jsonl"), new byte[] {'{', (byte) 0xe9, '}'});
    assertThatThrownBy(() -> DatasetFile.read(latin)).hasMessageContaining("is not UTF-8");
  }

  @Test
  void theOneThatComesAlongCanBeRead() {
    var dataset = DatasetFile.read(Path.of("../bench/datasets/basics.jsonl"));
    assertThat(dataset.items()).hasSizeBetween(20, 30);
    assertThat(dataset.items()).allMatch(item -> !item.tags().isEmpty());
  }

  @Test
  void otherLineSeparatorsArePartOfTheText() {
    var item = parsed("{\"id\": \"a\", \"input\": \"one\u2028two\u0085three\"}");
    assertThat(item.question()).isEqualTo("one\u2028two\u0085three");
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(@ForAll("lines") Map<String, Object> line) {
    var item = parsed(JSON.writeValueAsString(line));
    assertThat(item.id()).isEqualTo(line.get("id"));
    assertThat(item.question()).isEqualTo(line.get("input"));
    assertThat(item.fingerprint()).isEqualTo(parsed(JSON.writeValueAsString(line)).fingerprint());
  }

  @Property(tries = 300)
  void whateverALineIsItIsReadOrRefusedWithItsNumber(@ForAll String line) {
    try {
      assertThat(DatasetFile.parse("d", line).items()).isNotEmpty();
    } catch (EvaluationRefusal e) {
      assertThat(e).hasMessageMatching("(?s).*(line \\d+: |has no lines).*");
    }
  }

  @Provide
  Arbitrary<Map<String, Object>> lines() {
    var texts =
        Arbitraries.strings()
            .excludeChars('\0')
            .ofMinLength(1)
            .ofMaxLength(60)
            .filter(text -> !text.isBlank() && UTF_8.newEncoder().canEncode(text));
    return Combinators.combine(texts, texts)
        .as(
            (id, input) -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put("id", id);
              line.put("input", input);
              line.put("checks", Map.of("contains", List.of(input)));
              return line;
            });
  }

  private static Item parsed(String line) {
    return DatasetFile.parse("d", line).items().getFirst();
  }
}
