package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import dev.turnpike.ingress.document.ApiDocument.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OWASP API1:2023, broken object level authorisation: every call that names an object × every kind
 * of token × somebody else's object.
 */
class Api1ObjectAuthorisationTest {
  private static final Target target = Target.start();
  private static Party owner;
  private static Party stranger;

  @BeforeAll
  static void meet() {
    owner = Party.of(target.api());
    stranger = Party.of(target.api());
  }

  /** Models belong to nobody. */
  static List<Operation> operations() {
    return target.secured().stream()
        .filter(each -> each.path().contains("{") && !each.path().startsWith("/v1/models"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsNotYoursIsNotThere(Operation operation) {
    String before = target.stateOf(owner);
    String path = owner.fill(operation.path());
    for (Map.Entry<String, String> token : stranger.tokens().entrySet()) {
      Answer answer = target.call(operation, path, token.getValue());
      assertThat(answer.status())
          .as(operation + " with the stranger's " + token.getKey() + " " + answer.raw().body())
          .isEqualTo(operation.tokens().contains(token.getKey()) ? 404 : 403);
      assertThat(answer.raw().body()).doesNotContain("mine", owner.visitor().email());
    }
    assertThat(target.stateOf(owner)).isEqualTo(before);
  }

  static List<Operation> operationsOfUsers() {
    return operations().stream()
        .filter(each -> !each.tokens().contains("administratorToken"))
        .toList();
  }

  /** Neither says that the object exists. What administrators may read belongs to nobody. */
  @ParameterizedTest
  @MethodSource("operationsOfUsers")
  void whatIsNotYoursLooksLikeWhatIsNot(Operation operation) {
    String kind = operation.tokens().iterator().next();
    Answer foreign = target.call(operation, owner.fill(operation.path()), stranger.token(kind));
    Answer absent = target.call(operation, absent(operation), stranger.token(kind));
    assertThat(foreign.status()).isEqualTo(absent.status()).isEqualTo(404);
    assertThat(foreign.withoutRequestId()).isEqualTo(absent.withoutRequestId());
  }

  private static String absent(Operation operation) {
    return operation.path().replaceAll("\\{[^}]*}", "0190b0a0-0000-7000-8000-000000000000");
  }

  /** A session's token reaches no other session, not even of the same user. */
  @Test
  void aSessionTokenIsForItsSessionOnly() {
    Answer other = target.api().postJson("/api/v1/auth/session", owner.visitor().userToken(), "");
    String token = other.body().at("/token/access_token").asString();
    assertThat(target.api().get(owner.fill("/api/v1/turns/{id}"), token).status()).isEqualTo(404);
    assertThat(target.api().delete(owner.fill("/api/v1/auth/session/{id}"), token).status())
        .isEqualTo(404);
    assertThat(target.api().get("/api/v1/chatbot/messages", token).raw().body())
        .doesNotContain("mine");
  }

  /** The conversation of a name is one per user, whoever else uses the name. */
  @Test
  void namesOfConversationsAreEachUsersOwn() {
    String first =
        """
        {"model":"default","messages":[{"role":"user","content":"my secret"}],"metadata":{"session_id":"same"}}
        """;
    for (Party party : List.of(owner, stranger)) {
      assertThat(
              target
                  .api()
                  .postJson("/v1/chat/completions", party.visitor().userToken(), first)
                  .status())
          .isEqualTo(200);
    }
    assertThat(
            target.worker().commands().stream()
                .filter(each -> each.getBody().toString().contains("my secret"))
                .map(each -> each.getSessionId())
                .distinct())
        .hasSize(2);
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
