package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What {@code docs/limits.md} says is so. */
class LimitsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "limits.md");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z-]+)` \\|[^|]*\\| (user|login|address|name|user, else address) \\| ([^|]+) \\|$");
  private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([0-9/smhd,]+)` \\|");

  @Test
  void everyDefaultIsTheOneInTheCode() throws IOException {
    Map<String, String> told = new TreeMap<>();
    for (MatchResult row : ROW.matcher(document()).results().toList()) {
      told.put(row.group(1), row.group(3));
    }
    Map<String, String> real = new TreeMap<>();
    Map<LimitClass, Policy> policies = bind(Map.of()).policies();
    for (LimitClass each : LimitClass.values()) {
      Policy policy = policies.get(each);
      real.put(each.label(), policy == null ? "off" : described(policy.windows()));
    }
    assertThat(told).isEqualTo(real);
  }

  @Test
  void itsExamplesOfSettingsAreSome() throws IOException {
    List<String> examples = SETTING.matcher(document()).results().map(row -> row.group(1)).toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    for (String example : examples) {
      assertThat(bind(Map.of("turnpike.ingress.limits.chat", example)).policies())
          .containsKey(LimitClass.CHAT);
    }
  }

  private static String described(List<Window> windows) {
    return windows.stream()
        .map(
            window ->
                window.description().replace(" in 1 hour", " an hour").replace(" in 1 ", " a "))
        .collect(Collectors.joining(" and "));
  }

  private static RateLimitProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("turnpike.ingress.limits", RateLimitProperties.class);
  }

  private static String document() throws IOException {
    return Files.readString(DOCUMENT);
  }
}
