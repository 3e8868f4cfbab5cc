package dev.turnpike.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultFilesTest {
  private static final Map<String, Integer> NONE = Map.of();

  @TempDir private Path folder;

  @Test
  void figuresSayWhatWasMeasuredWhereAndOfWhat() throws IOException {
    ResultFiles files =
        ResultFiles.write(folder, Results.of(Results.level(1, NONE), Results.level(50, NONE)));

    assertThat(files.json()).hasFileName("2026-01-02-sample.json");
    JsonNode json = new JsonMapper().readTree(Files.readString(files.json()));
    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.path("startedAt").asString()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json.path("checkout").path("commit").asString()).isEqualTo("0123456789abcdef");
    assertThat(json.path("checkout").path("dirty").asBoolean()).isTrue();
    assertThat(json.path("machine").path("processors").asInt()).isEqualTo(2);
    assertThat(json.path("settings").path("model").asString()).isEqualTo("sim:ttft=200");
    JsonNode level = json.path("levels").path(1);
    assertThat(level.path("concurrency").asInt()).isEqualTo(50);
    assertThat(level.path("added").path("firstToken").path("p50").asDouble()).isEqualTo(5);
    assertThat(level.path("cpu").path("per1000Tokens").asDouble()).isEqualTo(123.4);
    assertThat(level.path("noise").path("loadAverage").asDouble()).isEqualTo(1.5);
  }

  @Test
  void anEarlierResultIsKept() throws IOException {
    Result result = Results.of(Results.level(1, NONE));

    ResultFiles first = ResultFiles.write(folder, result);
    ResultFiles second = ResultFiles.write(folder, result);

    assertThat(first.json()).exists();
    assertThat(second.json()).hasFileName("2026-01-02-sample-2.json").exists();
    assertThat(second.picture()).hasFileName("2026-01-02-sample-2.svg").exists();
    assertThat(second.table()).content().contains("](2026-01-02-sample-2.svg)");
  }

  @Test
  void theTableHasAColumnForEachConcurrency() throws IOException {
    ResultFiles files =
        ResultFiles.write(
            folder, Results.of(Results.level(1, NONE), Results.level(50, Map.of("wrong text", 2))));

    assertThat(files.table())
        .content()
        .contains("| at once | 1 | 50 |", "|---|---:|---:|")
        .contains("| **… added** | **+5.0 / +5.0** | **+5.0 / +5.0** |")
        .contains("| failed or wrong, Turnpike + direct | 0 + 0 | 2 + 0 |")
        .contains("- Turnpike: 2 × wrong text")
        .contains("commit `01234567` with changes");
  }

  @Test
  void thePictureIsWellFormedAndShowsEachConcurrency() throws Exception {
    ResultFiles files =
        ResultFiles.write(folder, Results.of(Results.level(1, NONE), Results.level(50, NONE)));

    String svg = Files.readString(files.picture());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(svg).contains("p50 +5.0 ms", "50 at once", "Processor &lt;A&gt; &amp; Co");
    assertThat(svg).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aResultWithoutAnyTimesCanStillBeDrawn() throws Exception {
    String svg = Picture.svg(Results.of());

    assertThat(svg).startsWith("<svg").doesNotContain("NaN");
  }
}
