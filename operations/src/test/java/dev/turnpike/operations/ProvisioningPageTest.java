package dev.turnpike.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.analytics.flow.InternalTopics;
import dev.turnpike.analytics.flow.Sources;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.ServiceAccess;
import dev.turnpike.schemas.provisioning.TopicSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProvisioningPageTest {

  private static final Path PAGE = Path.of("../docs/operations/provisioning.md");
  private static final Path PROPOSED = Path.of("target/provisioning.md");

  @Test
  void thePageSaysWhatTheCodeSays() throws Exception {
    String written = Files.readString(PAGE);
    String generated = replaced(replaced(written, "topics", topics()), "rights", rights());
    Files.writeString(PROPOSED, generated);
    assertThat(written)
        .as("out of date: cp operations/target/provisioning.md docs/operations/provisioning.md")
        .isEqualTo(generated);
  }

  private static List<String> topics() {
    List<TopicSpec> specs = new ArrayList<>(TopicSpec.of(Topics.ALL, PartitionCounts.DEFAULT));
    specs.removeIf(spec -> spec.name().endsWith(".dlt"));
    FlowProperties settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("turnpike.analytics", FlowProperties.class);
    specs.addAll(
        InternalTopics.of(
            settings,
            new Sources(Topics.TURNS_COMPLETED.partitions(), Topics.TURNS_SCORED.partitions(), 3)));
    List<String> lines =
        new ArrayList<>(List.of("| topic | partitions | settings |", "|---|---|---|"));
    for (TopicSpec spec : specs) {
      lines.add("| `%s` | %d | %s |".formatted(spec.name(), spec.partitions(), settings(spec)));
    }
    return lines;
  }

  private static String settings(TopicSpec spec) {
    return new TreeMap<>(spec.configuration())
        .entrySet().stream()
            .map(each -> "`%s=%s`%s".formatted(each.getKey(), each.getValue(), days(each)))
            .collect(Collectors.joining(", "));
  }

  private static String days(Map.Entry<String, String> setting) {
    if (!setting.getKey().endsWith(".ms") || setting.getValue().startsWith("-")) {
      return "";
    }
    Duration time = Duration.ofMillis(Long.parseLong(setting.getValue()));
    return time.toDays() > 0 ? " (%d d%s)".formatted(time.toDays(), hours(time)) : "";
  }

  private static String hours(Duration time) {
    return time.toHoursPart() + time.toMinutesPart() == 0
        ? ""
        : " %d:%02d h".formatted(time.toHoursPart(), time.toMinutesPart());
  }

  private static List<String> rights() {
    List<String> lines =
        new ArrayList<>(List.of("| service | on | named | may |", "|---|---|---|---|"));
    for (ServiceAccess access : ServiceAccess.ALL) {
      Map<String, String> rights = new TreeMap<>();
      for (ServiceAccess.Right right : access.rights()) {
        String on =
            "%s | `%s%s`"
                .formatted(
                    words(right.on().resourceType()),
                    right.on().name(),
                    right.on().patternType() == PatternType.PREFIXED ? "*" : "");
        String may =
            right.operations().stream()
                .sorted()
                .map(ProvisioningPageTest::words)
                .collect(Collectors.joining(", "));
        rights.merge(on, may, ProvisioningPageTest::both);
      }
      rights.forEach(
          (on, may) -> lines.add("| %s | %s | %s |".formatted(access.service(), on, may)));
    }
    return lines;
  }

  private static String both(String one, String other) {
    return Stream.of((one + ", " + other).split(", ", -1))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String replaced(String text, String part, List<String> lines) {
    String begin = "<!-- generated: " + part + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    assertThat(from).as("the page has the marker of %s", part).isGreaterThan(begin.length());
    return text.substring(0, from)
        + "\n"
        + String.join("\n", lines)
        + "\n\n"
        + text.substring(text.indexOf("<!-- end -->", from));
  }
}
