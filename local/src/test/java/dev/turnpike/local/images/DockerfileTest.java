package dev.turnpike.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.local.services.ServiceKind;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private static final Path FOLDER = Path.of("../infra/image");

  private final List<String> lines;

  DockerfileTest() throws IOException {
    lines = Files.readAllLines(Path.of("../Dockerfile"));
  }

  @Test
  void basesAreNamedByExactVersionsInOnePlace() {
    List<String> bases =
        lines.stream().filter(line -> line.matches("ARG [A-Z]+_IMAGE=.*")).toList();
    assertThat(bases)
        .hasSize(3)
        .allSatisfy(
            base -> assertThat(base).matches("ARG \\w+=docker\\.io/library/[a-z-]+:\\S*\\d\\S*"));
    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .allMatch(from -> from.matches("FROM (\\$\\{[A-Z]+_IMAGE}|runtime) AS [a-z]+"));
  }

  @Test
  void whatIsShippedIsNotRootAndStopsWhenTold() {
    List<String> shipped = lines.subList(lines.indexOf("FROM runtime AS service"), lines.size());
    assertThat(shipped)
        .contains("USER 10001:10001", "EXPOSE 8080", "STOPSIGNAL SIGTERM")
        .contains("ENTRYPOINT [\"/turnpike/start.sh\"]")
        .anyMatch(line -> line.startsWith("HEALTHCHECK "))
        .noneMatch(line -> line.contains("apt-get"));
    assertThat(String.join("\n", shipped))
        .contains("org.opencontainers.image.version", "org.opencontainers.image.revision");
  }

  @Test
  void theScriptsKnowEveryService() throws IOException {
    List<String> services =
        Arrays.stream(ServiceKind.values()).map(ServiceKind::serviceName).toList();
    assertThat(services("train.sh")).containsExactlyElementsOf(services);
    assertThat(services("layers.sh"))
        .containsExactlyElementsOf(
            Stream.concat(services.stream(), Stream.of("operations")).toList());
  }

  @Test
  void theRuntimeHasModulesThatThereAre() throws IOException {
    assertThat(
            Files.readAllLines(FOLDER.resolve("modules")).stream()
                .filter(line -> !line.startsWith("#")))
        .contains("java.base")
        .doesNotHaveDuplicates()
        .allSatisfy(
            module -> assertThat(ModuleFinder.ofSystem().find(module)).as(module).isPresent());
  }

  private static List<String> services(String script) throws IOException {
    var line =
        Pattern.compile("(?m)^readonly services='(.*)'$")
            .matcher(Files.readString(FOLDER.resolve(script)));
    assertThat(line.find()).as(script).isTrue();
    return List.of(line.group(1).split(" "));
  }
}
