package dev.turnpike.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The reference and the example say what the code says. */
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../.env.example");
  private static final String BEGIN = "<!-- generated: settings -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void theReferenceIsUpToDate() throws Exception {
    String written = Files.readString(REFERENCE);
    int from = written.indexOf(BEGIN) + BEGIN.length();
    int to = written.indexOf(END, from);
    assertThat(from).isGreaterThan(BEGIN.length());
    String generated = written.substring(0, from) + "\n" + tables() + "\n" + written.substring(to);
    Files.writeString(Path.of("target/configuration.md"), generated);
    assertThat(written)
        .as(
            "docs/configuration.md is out of date:"
                + " cp local/target/configuration.md docs/configuration.md")
        .isEqualTo(generated);
  }

  @Test
  void theExampleIsUpToDate() throws Exception {
    String generated = EnvExample.of(Settings.bySection());
    Files.writeString(Path.of("target/env.example"), generated);
    assertThat(Files.exists(EXAMPLE) ? Files.readString(EXAMPLE) : "")
        .as(".env.example is out of date: cp local/target/env.example .env.example")
        .isEqualTo(generated);
  }

  @Test
  void theExampleNamesEveryVariableThatTheFilesTake() throws Exception {
    List<String> lines = EnvExample.of(Settings.bySection()).lines().toList();
    SettingFiles files = SettingFiles.read();
    assertThat(files.values().keySet())
        .flatMap(property -> files.variable(property).stream().toList())
        .isNotEmpty()
        .allSatisfy(
            variable ->
                assertThat(lines)
                    .filteredOn(line -> line.replaceFirst("^#", "").startsWith(variable + "="))
                    .hasSize(1));
  }

  @Test
  void everySettingIsDescribed() throws Exception {
    assertThat(Settings.bySection().values())
        .flatMap(each -> each)
        .allSatisfy(
            setting -> assertThat(setting.description()).as(setting.property()).isNotEmpty());
  }

  @Test
  void springReadsTheVariables() throws Exception {
    SettingFiles files = SettingFiles.read();
    for (List<Setting> section : Settings.bySection().values()) {
      for (Setting setting : section) {
        if (files.variable(setting.property()).isEmpty() && !setting.property().contains("<")) {
          StandardEnvironment environment = new StandardEnvironment();
          environment
              .getPropertySources()
              .addFirst(
                  new SystemEnvironmentPropertySource(
                      "told-systemEnvironment", Map.of(setting.variable(), "told")));
          assertThat(Binder.get(environment).bind(setting.property(), String.class).orElse(""))
              .as(setting.variable())
              .isEqualTo("told");
        }
      }
    }
  }

  private static String tables() throws Exception {
    return Settings.bySection().entrySet().stream()
        .map(
            section ->
                "## %s\n\n| variable | property | default | meaning |\n|---|---|---|---|\n%s"
                    .formatted(
                        section.getKey(),
                        section.getValue().stream()
                            .map(Setting::row)
                            .collect(Collectors.joining())))
        .collect(Collectors.joining("\n"));
  }
}
