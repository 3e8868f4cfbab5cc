package dev.turnpike.local.images;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.turnpike.local.services.ServiceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ComposeTest {
  private static final Set<String> ONE_SHOT = Set.of("provisioning");

  private static final String PHASE = "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE";

  /** Of Spring Boot and of the image's start script, which the reference of settings leaves out. */
  private static final Set<String> NOT_OURS = Set.of(PHASE, "TURNPIKE_JAVA_OPTIONS");

  private final ComposeFile compose;

  ComposeTest() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void itIsValidByTheOfficialSchema() throws IOException {
    assertThat(official().validate(compose.content())).isEmpty();
  }

  /** So that the schema is known to refuse something. */
  @Test
  void theOfficialSchemaRefusesWhatIsWrong() throws IOException {
    ObjectNode wrong = (ObjectNode) compose.content().deepCopy();
    wrong.withObject("/services/kafka").put("restrat", "always");
    assertThat(official().validate(wrong)).isNotEmpty();
  }

  @Test
  void everythingIsThere() {
    assertThat(compose.services().keySet())
        .containsAll(Arrays.stream(ServiceKind.values()).map(ServiceKind::serviceName).toList())
        .contains("kafka", "postgres", "registry", "provisioning")
        .contains("prometheus", "grafana", "cadvisor");
  }

  @Test
  void onlyTheIngressCanBeReachedFromElsewhere() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              List<String> ports = ComposeFile.strings(service.path("ports"));
              switch (name) {
                case "ingress-api" ->
                    assertThat(ports).singleElement().asString().endsWith(":8080");
                case "grafana" ->
                    assertThat(ports).singleElement().asString().startsWith("127.0.0.1:");
                default -> assertThat(ports).as(name).isEmpty();
              }
              assertThat(service.has("network_mode")).as(name).isFalse();
            });
    assertThat(compose.content().at("/networks/inside/internal").asBoolean()).isTrue();
    for (String inside : List.of("kafka", "postgres", "registry", "prometheus", "turn-analytics")) {
      assertThat(ComposeFile.strings(compose.service(inside).path("networks")))
          .as(inside)
          .containsExactly("inside");
    }
  }

  @Test
  void imagesArePinnedAndBounded() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.path("image").asString())
                  .as(name)
                  .matches(".*:(\\$\\{TURNPIKE_TAG:\\?.*}|v?\\d+\\.\\d+\\.\\d+[\\w.-]*)");
              assertThat(service.at("/deploy/resources/limits/memory").asString(""))
                  .as(name)
                  .matches("\\d+[mg]");
              assertThat(service.at("/deploy/resources/limits/cpus").asString(""))
                  .as(name)
                  .isNotEmpty();
            });
  }

  @Test
  void everythingThatStaysIsCheckedAndWaitedFor() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              // cAdvisor's image has a check of its own.
              if (!ONE_SHOT.contains(name) && !name.equals("cadvisor")) {
                assertThat(service.has("healthcheck")).as(name).isTrue();
              }
              service
                  .path("depends_on")
                  .properties()
                  .forEach(
                      other ->
                          assertThat(other.getValue().path("condition").asString())
                              .as(name + " after " + other.getKey())
                              .isEqualTo(
                                  ONE_SHOT.contains(other.getKey())
                                      ? "service_completed_successfully"
                                      : "service_healthy"));
            });
  }

  @ParameterizedTest
  @EnumSource
  void servicesAreLockedIn(ServiceKind kind) {
    var service = compose.service(kind.serviceName());
    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(ComposeFile.strings(service.path("cap_drop"))).containsExactly("ALL");
    assertThat(ComposeFile.strings(service.path("security_opt")))
        .containsExactly("no-new-privileges:true");
    assertThat(ComposeFile.strings(service.path("tmpfs")))
        .singleElement()
        .asString()
        .contains("exec");
    assertThat(service.at("/build/args/SERVICE").asString()).isEqualTo(kind.serviceName());
    assertThat(service.at("/depends_on/provisioning").isMissingNode()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void servicesAreToldWhatTheReferenceKnows(ServiceKind kind) throws IOException {
    Set<String> known = new HashSet<>(NOT_OURS);
    known.addAll(reference());
    assertThat(known).containsAll(compose.environment(kind.serviceName()).keySet());
    assertThat(compose.environment(kind.serviceName()))
        .as("the port of all containers is the image's")
        .doesNotContainKey("SERVER_PORT");
  }

  /** Docker kills what has not stopped; before that the service itself gives up, and says so. */
  @ParameterizedTest
  @EnumSource
  void theGraceOfServicesFitsIntoTheContainers(ServiceKind kind) {
    Map<String, String> told = compose.environment(kind.serviceName());
    var phase = ComposeFile.seconds(told.getOrDefault(PHASE, ""));
    String container = compose.service(kind.serviceName()).path("stop_grace_period").asString();
    assertThat(ComposeFile.seconds(container)).isGreaterThan(phase.plusSeconds(10));
    told.forEach(
        (name, value) -> {
          if (name.endsWith("_GRACE") && !name.startsWith("ANALYTICS")) {
            assertThat(ComposeFile.seconds(value)).as(name).isLessThan(phase);
          }
        });
  }

  @Test
  void secretsHaveNoDefaults() {
    for (String name : compose.variables()) {
      if (name.matches(".*(PASSWORD|SECRET|API_KEY)$") && compose.text().contains("${" + name)) {
        assertThat(compose.required()).contains(name);
        assertThat(compose.text()).doesNotContain("${" + name + ":-", "${" + name + "}");
      }
    }
    assertThat(compose.text().lines().filter(line -> !line.contains(": ${")))
        .noneMatch(line -> line.matches(".*(PASSWORD|SECRET|API_KEY): *\\S.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void environmentsAndSecretsTogetherSayAllThatIsAsked(String name, @TempDir Path folder)
      throws IOException {
    Set<String> given = names(Files.readString(Path.of("../infra/compose/%s.env".formatted(name))));
    assertThat(compose.variables()).containsAll(given);
    assertThat(given)
        .as("secrets stand elsewhere")
        .noneMatch(each -> each.matches(".*(PASSWORD|SECRET|API_KEY)$"));
    Set<String> all = new HashSet<>(given);
    Path secrets = folder.resolve("secrets.env");
    assertThat(Shell.run("bash", "../infra/compose/secrets.sh", secrets.toString()).status())
        .isZero();
    all.addAll(names(Files.readString(secrets)));
    assertThat(all).containsAll(compose.required());
  }

  @Test
  void secretsAreTheOwnersAndMadeOnce(@TempDir Path folder) throws IOException {
    String file = folder.resolve("secrets.env").toString();
    assertThat(Shell.run("bash", "../infra/compose/secrets.sh", file).status()).isZero();
    assertThat(Files.getPosixFilePermissions(Path.of(file)))
        .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    String made = Files.readString(Path.of(file));
    assertThat(made).containsPattern("TURNPIKE_TOKEN_SECRET=[0-9a-f]{64}");
    assertThat(Shell.run("bash", "../infra/compose/secrets.sh", file).status()).isNotZero();
    assertThat(Path.of(file)).hasContent(made);
  }

  @Test
  void nobodyGetsTheEngine() {
    assertThat(compose.services().values())
        .flatMap(service -> ComposeFile.strings(service.path("volumes")))
        .filteredOn(volume -> volume.startsWith("/"))
        .containsExactly("/sys/fs/cgroup:/sys/fs/cgroup:ro");
  }

  private static Set<String> names(String environment) {
    return environment
        .lines()
        .filter(line -> line.matches("[A-Z_]+=.*"))
        .map(line -> line.substring(0, line.indexOf('=')))
        .collect(Collectors.toSet());
  }

  private static Set<String> reference() throws IOException {
    return Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|")
        .matcher(Files.readString(Path.of("../docs/configuration.md")))
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toSet());
  }

  private static Schema official() throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            ComposeTest.class.getResourceAsStream("/compose/compose-spec.json"))) {
      // What it calls itself is no address, which the library asks for.
      ObjectNode held = (ObjectNode) JsonMapper.shared().readTree(schema);
      held.put("$id", "https://compose-spec.io/compose-spec.json");
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(held);
    }
  }
}
