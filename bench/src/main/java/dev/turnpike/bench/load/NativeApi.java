package dev.turnpike.bench.load;

import dev.turnpike.bench.load.LoginStorm.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Single calls, each on a connection of its own, that say what came back, whatever it was. Whoever
 * calls decides whether to come again.
 */
public final class NativeApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JSON_TYPE = "application/json";

  private final URI base;
  private final InetSocketAddress address;
  private final Duration silence;

  /**
   * @param silence a response that sends nothing for so long has failed
   */
  public NativeApi(URI base, Duration silence) {
    this.base = base;
    this.address = Requests.address(base);
    this.silence = silence;
  }

  /** Somebody nobody has registered as yet. */
  public static Credentials someone() {
    return AccountApi.someone();
  }

  /**
   * @param headers more of them, such as whom a proxy calls for
   * @return the new user's token
   */
  public Reply<String> register(Credentials who, Map<String, String> headers) {
    String body = JSON.writeValueAsString(Map.of("email", who.email(), "password", who.password()));
    return token(
        Requests.post(base.resolve("/api/v1/auth/register"), null, JSON_TYPE, body, headers),
        "/token/access_token");
  }

  /** Returns a user token. */
  public Reply<String> login(Credentials who, Map<String, String> headers) {
    String form =
        "grant_type=password&username=%s&password=%s"
            .formatted(encoded(who.email()), encoded(who.password()));
    return token(
        Requests.post(
            base.resolve("/api/v1/auth/login"),
            null,
            "application/x-www-form-urlencoded",
            form,
            headers),
        "/access_token");
  }

  /** Opens a session and returns its token. */
  public Reply<String> session(String userToken, Map<String, String> headers) {
    return token(
        Requests.post(base.resolve("/api/v1/auth/session"), userToken, JSON_TYPE, "{}", headers),
        "/token/access_token");
  }

  /** How to chat in that session. */
  public Lane lane(String sessionToken) {
    return new SessionLane(base, sessionToken, Prompt.USUAL);
  }

  /** Asks on a new connection and reads the answer to its end. */
  public static Reply<Turn> ask(Lane lane, Reference reference, Duration silence) {
    long started = System.nanoTime();
    TurnRecorder recorder = new TurnRecorder(reference, lane);
    Reply.Stage stage = Reply.Stage.UNANSWERED;
    try (Connection connection = Connection.open(lane.address(), silence)) {
      ResponseHead head = connection.send(lane.request(reference.model()));
      if (head.status() != 200) {
        return refusal(head);
      }
      stage = Reply.Stage.ACCEPTED;
      connection.readBody(head, new SseReader(recorder));
      Turn turn = recorder.turn(started, System.nanoTime(), connection.received());
      String failure = turn.failure();
      return failure == null ? new Reply.Done<>(turn) : new Reply.Failed<>(stage, failure);
    } catch (IOException e) {
      return new Reply.Failed<>(stage, words(e));
    }
  }

  private Reply<String> token(byte[] request, String pointer) {
    Reply.Stage stage = Reply.Stage.UNANSWERED;
    try (Connection connection = Connection.open(address, silence)) {
      ResponseHead head = connection.send(request);
      if (head.status() / 100 != 2) {
        return refusal(head);
      }
      stage = Reply.Stage.ACCEPTED;
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      connection.readBody(head, (bytes, from, to, _) -> body.write(bytes, from, to - from));
      JsonNode answer = JSON.readTree(body.toByteArray());
      String token = answer.at(pointer).asString("");
      return token.isEmpty()
          ? new Reply.Failed<>(stage, "an answer without a token")
          : new Reply.Done<>(token);
    } catch (JacksonException e) {
      return new Reply.Failed<>(stage, "an answer that is not JSON");
    } catch (IOException e) {
      return new Reply.Failed<>(stage, words(e));
    }
  }

  private static <T> Reply<T> refusal(ResponseHead head) {
    boolean timely = head.status() == 429 || head.status() == 503;
    String after = head.headers().getOrDefault("retry-after", "");
    if (timely && after.matches("[1-9]\\d{0,5}")) {
      return new Reply.Refused<>(head.status(), Duration.ofSeconds(Long.parseLong(after)));
    }
    return new Reply.Failed<>(
        Reply.Stage.TURNED_AWAY, "HTTP " + head.status() + (timely ? " without Retry-After" : ""));
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
