package dev.turnpike.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.report.LinePlot.Axis;
import dev.turnpike.bench.report.LinePlot.Point;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class LinePlotTest {

  @Test
  void drawsEveryLineTheLimitAndTheMarks() throws Exception {
    Document document =
        drawn(
            LinePlot.of("Memory", "after GC", Axis.linear("minutes"), Axis.linear("MB"))
                .line("worker <1>", List.of(new Point(0, 100), new Point(10, 110)))
                .dashed("fit", List.of(new Point(0, 101), new Point(10, 109)))
                .limit("bound", 150)
                .mark(5, "a broker was killed"));
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(3);
    assertThat(texts(document))
        .contains("worker <1>", "fit", "bound", "1 a broker was killed", "Upwards: MB");
  }

  @Test
  void leavesOutWhatALogarithmicAxisCantShow() throws Exception {
    Document document =
        drawn(
            LinePlot.of("Rate", "", Axis.logarithmic("turns/s"), Axis.logarithmic("ms"))
                .dots(
                    "p99",
                    List.of(
                        new Point(1, 10),
                        new Point(10, 0),
                        new Point(0, 5),
                        new Point(100, Double.NaN),
                        new Point(100, 1_000))));
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(texts(document)).contains("1", "10", "100", "1000");
  }

  @Test
  void drawsOneValueAndNone() throws Exception {
    LinePlot one =
        LinePlot.of("One", "", Axis.linear("s"), Axis.logarithmic("ms"))
            .line("a", List.of(new Point(3, 7)));
    LinePlot none = LinePlot.of("None", "", Axis.linear("s"), Axis.linear("ms"));
    assertThat(LinePlot.stacked("Both", "", List.of(one, none))).doesNotContain("NaN", "Infinity");
  }

  private static Document drawn(LinePlot plot) throws Exception {
    String svg = LinePlot.stacked("Heading", "caption", List.of(plot));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document document) {
    NodeList texts = document.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }
}
