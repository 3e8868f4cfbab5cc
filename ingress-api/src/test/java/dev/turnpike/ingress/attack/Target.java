package dev.turnpike.ingress.attack;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.document.ApiDocument;
import dev.turnpike.ingress.document.ApiDocument.Example;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The service that the suite attacks, with a worker that repeats what it is told. */
record Target(RunningIngress ingress, FakeWorker worker, ApiClient api, ApiDocument document)
    implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  static Target start() {
    RunningIngress ingress = RunningIngress.start(Map.of());
    FakeWorker worker =
        FakeWorker.start(
            TestPlatform.shared().bootstrapServers(),
            ingress.database(),
            stage -> {
              stage.remember();
              stage.answer(stage.text());
            });
    return new Target(ingress, worker, ingress.client(), ApiDocument.of(ingress.client()));
  }

  List<Operation> secured() {
    return document.operations().stream().filter(each -> !each.tokens().isEmpty()).toList();
  }

  /** With the document's first example as its body. */
  Answer call(Operation operation, String path, @Nullable String token) {
    Example example = document.requests(operation).stream().findFirst().orElse(null);
    if (example == null) {
      return api.send(operation.method(), path, token, null, BodyPublishers.noBody());
    }
    boolean json = example.type().equals("application/json");
    String body =
        json
            ? JSON.writeValueAsString(example.value())
            : "name=x&username=a%40example.org&password=x";
    return api.send(operation.method(), path, token, example.type(), BodyPublishers.ofString(body));
  }

  Wire wire(int timeoutMillis) throws IOException {
    return Wire.to(ingress.port(), timeoutMillis);
  }

  /** Everything that a party would miss if it were changed. */
  String stateOf(Party party) {
    return api.get("/api/v1/auth/sessions", party.visitor().userToken()).body().path(0).path("name")
        + api.get("/api/v1/chatbot/messages", party.visitor().sessionToken()).raw().body()
        + api.get(party.fill("/api/v1/turns/{id}"), party.visitor().userToken()).status()
        + api.get(party.fill("/v1/responses/{id}"), party.visitor().userToken()).status()
        + api.get("/api/v1/auth/api-keys", party.visitor().userToken()).body().size()
        + api.get("/api/v1/memories", party.visitor().userToken()).raw().body()
        + api.get("/api/v1/memories/settings", party.visitor().userToken()).raw().body();
  }

  @Override
  public void close() {
    worker.close();
    ingress.close();
  }
}
