package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** What {@code docs/models.md} says is so. */
class ModelsDocumentTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| `([^`]+)` \\|");

  @Test
  void theExampleIsACatalogue() throws IOException {
    try (var models = new Models(example(), new SimpleMeterRegistry())) {
      assertThat(models.ring("thorough", List.of()).models())
          .extracting(Model::name)
          .containsExactly("thorough", "fast", "local", "spare");
      assertThat(models.model("spare").contextTokens()).isEqualTo(4_096);
    }
    var thorough = Catalogue.of(example()).entries().get("thorough");
    assertThat(thorough).isNotNull();
    assertThat(thorough.reasoningEffort()).isEqualTo("high");
  }

  @Test
  void everyPropertyIsTold() throws IOException {
    var document = document();
    Stream.of(ModelProperties.class, ModelEntry.class)
        .flatMap(type -> names(type).stream())
        .filter(name -> !Set.of("catalogue", "retry", "breaker", "prices", "price").contains(name))
        .forEach(name -> assertThat(document).contains(name + "` |"));
    names(RetryProperties.class).forEach(n -> assertThat(document).contains("`retry." + n + "`"));
    names(BreakerProperties.class)
        .forEach(n -> assertThat(document).contains("`breaker." + n + "`"));
  }

  @Test
  void everyDefaultIsTheOneInTheCode() throws IOException {
    var told =
        ROW.matcher(document())
            .results()
            .map(row -> row.group(1) + "=" + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    told.removeIf(row -> row.startsWith("base-url="));
    var real = new TreeSet<String>();
    real.addAll(defaults("", ModelProperties.class));
    real.addAll(defaults("retry.", RetryProperties.class));
    real.addAll(defaults("breaker.", BreakerProperties.class));

    assertThat(told).isEqualTo(real);
  }

  private static List<String> defaults(String prefix, Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
        .filter(parameter -> parameter.isAnnotationPresent(DefaultValue.class))
        .filter(parameter -> parameter.getAnnotation(DefaultValue.class).value().length > 0)
        .map(
            p -> prefix + kebab(p.getName()) + "=" + p.getAnnotation(DefaultValue.class).value()[0])
        .filter(row -> !row.endsWith("="))
        .toList();
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(c -> kebab(c.getName())).toList();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static ModelProperties example() throws IOException {
    var yaml =
        YAML.matcher(document())
            .results()
            .map((MatchResult block) -> block.group(1))
            .collect(Collectors.joining("\n"));
    var environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("document", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
        .forEach(environment.getPropertySources()::addFirst);
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "defaults",
                Map.of("turnpike.models.base-url", URI.create("https://models.example/v1"))));
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment).bind("turnpike.models", ModelProperties.class).get();
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "models.md"));
  }
}
