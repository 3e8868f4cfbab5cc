package dev.turnpike.operations.doctor;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What services talk to besides: the issuer of accounts, Langfuse, traces, analytics; and each
 * other.
 */
final class NeighbourExamination implements Examination {

  private static final JsonMapper JSON = new JsonMapper();

  private final Settings settings;
  private final Setting setting;
  private final List<String> services;

  /** Where from the settings come; a variable of the process where no service has a property. */
  interface Setting {
    Optional<String> variable(String name);
  }

  /**
   * @param services the addresses of running ones
   */
  NeighbourExamination(Settings settings, Setting setting, List<String> services) {
    this.settings = settings;
    this.setting = setting;
    this.services = List.copyOf(services);
  }

  @Override
  public String part() {
    return "neighbours";
  }

  @Override
  public void examine(Consumer<Finding> findings) throws InterruptedException {
    issuer(findings);
    langfuse(findings);
    traces(findings);
    Optional<String> analytics = settings.value("turnpike.ingress.analytics.url");
    if (analytics.isPresent()) {
      health("TURN_ANALYTICS_URL", "turn-analytics", analytics.get(), findings);
    }
    for (String each : services) {
      health("the address", each, each, findings);
    }
  }

  private void issuer(Consumer<Finding> findings) throws InterruptedException {
    Optional<String> issuer = settings.value("turnpike.ingress.oidc.issuer");
    if (issuer.isEmpty()) {
      return;
    }
    Optional<HttpResponse<String>> answer =
        Endpoint.of(
                "TURNPIKE_OIDC_ISSUER",
                issuer.get().replaceAll("/+$", "") + "/.well-known/openid-configuration")
            .get(findings);
    if (answer.isEmpty()) {
      return;
    }
    try {
      String said = JSON.readTree(answer.get().body()).path("issuer").asString("");
      findings.accept(
          said.equals(issuer.get())
              ? Finding.good("The OpenID Connect issuer %s answers.".formatted(issuer.get()))
              : Finding.problem(
                  "TURNPIKE_OIDC_ISSUER is %s, but what answers there calls itself \"%s\": write it exactly so."
                      .formatted(issuer.get(), said)));
    } catch (JacksonException e) {
      findings.accept(
          Finding.problem(
              "TURNPIKE_OIDC_ISSUER is %s, but there is no discovery document (status %d): correct the address."
                  .formatted(issuer.get(), answer.get().statusCode())));
    }
  }

  private void langfuse(Consumer<Finding> findings) throws InterruptedException {
    Optional<String> host = settings.value("turnpike.langfuse.host");
    if (host.isEmpty()) {
      return;
    }
    Optional<HttpResponse<String>> answer =
        Endpoint.of("LANGFUSE_HOST", host.get().replaceAll("/+$", "") + "/api/public/projects")
            .withLogin(
                settings.value("turnpike.langfuse.public-key").orElse(""),
                settings.value("turnpike.langfuse.secret-key").orElse(""))
            .get(findings);
    answer.ifPresent(
        got ->
            findings.accept(
                got.statusCode() == 200
                    ? Finding.good("Langfuse at %s takes the keys.".formatted(host.get()))
                    : Finding.problem(
                        "Langfuse at %s answers with status %d: check LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY."
                            .formatted(host.get(), got.statusCode()))));
  }

  private void traces(Consumer<Finding> findings) throws InterruptedException {
    Optional<String> whole = setting.variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    Optional<String> base = setting.variable("OTEL_EXPORTER_OTLP_ENDPOINT");
    if (whole.isEmpty() && base.isEmpty()) {
      return;
    }
    String address = whole.orElseGet(() -> base.orElseThrow().replaceAll("/+$", "") + "/v1/traces");
    // No spans in it: nothing is stored.
    Optional<HttpResponse<String>> answer =
        Endpoint.of("OTEL_EXPORTER_OTLP_ENDPOINT", address)
            .post(
                "application/x-protobuf",
                setting.variable("OTEL_EXPORTER_OTLP_HEADERS").orElse(""),
                // It may have an authority of its own, which the exporter is told of by a file.
                finding -> findings.accept(Finding.warning(finding.sentence())));
    answer.ifPresent(
        got -> {
          int status = got.statusCode();
          findings.accept(
              status / 100 == 2 || status == 400
                  ? Finding.good("The trace collector at %s answers.".formatted(address))
                  : status == 401 || status == 403
                      ? Finding.warning(
                          "The trace collector at %s refuses the login (status %d): correct OTEL_EXPORTER_OTLP_HEADERS."
                              .formatted(address, status))
                      : Finding.problem(
                          "%s answers with status %d, as no trace collector does: correct OTEL_EXPORTER_OTLP_ENDPOINT (OTLP over HTTP, usually port 4318)."
                              .formatted(address, status)));
        });
  }

  private static void health(String variable, String name, String url, Consumer<Finding> findings)
      throws InterruptedException {
    Optional<HttpResponse<String>> answer =
        Endpoint.of(variable, url.replaceAll("/+$", "") + "/health").get(findings);
    answer.ifPresent(
        got ->
            findings.accept(
                got.statusCode() == 200
                    ? Finding.good("%s is healthy.".formatted(name))
                    : Finding.problem(
                        "%s says of itself that it is not healthy (status %d): %s"
                            .formatted(name, got.statusCode(), down(got.body())))));
  }

  /** The names of what is down, of Spring's health and of the ingress' own. */
  private static String down(String body) {
    try {
      List<String> names =
          JSON.readTree(body)
              .path("components")
              .propertyStream()
              .filter(
                  each ->
                      !each.getValue()
                          .path("status")
                          .asString(each.getValue().asString(""))
                          .matches("(?i)up|healthy"))
              .map(Map.Entry::getKey)
              .toList();
      return names.isEmpty() ? "it names nothing." : String.join(", ", names) + " is down.";
    } catch (JacksonException e) {
      return "it does not say why.";
    }
  }
}
