package dev.turnpike.ingress.openai.completions;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.openai.Asked;
import dev.turnpike.ingress.openai.AwaitedReplies;
import dev.turnpike.ingress.openai.CallHeaders;
import dev.turnpike.ingress.openai.MessageReader;
import dev.turnpike.ingress.openai.Models;
import dev.turnpike.ingress.openai.SessionNames;
import dev.turnpike.ingress.openai.StreamedReplies;
import dev.turnpike.ingress.openai.TurnNames;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns for clients that speak OpenAI's chat completions. */
@Tag(name = "OpenAI")
@RestController
class CompletionController {
  private static final String ID = "chatcmpl-";

  private final TurnIntake intake;
  private final Models models;
  private final MessageReader messages;
  private final StreamedReplies streamed;
  private final AwaitedReplies awaited;
  private final JsonMapper json;
  private final Clock clock;

  CompletionController(
      TurnIntake intake,
      Models models,
      MessageReader messages,
      StreamedReplies streamed,
      AwaitedReplies awaited,
      JsonMapper json,
      Clock clock) {
    this.intake = intake;
    this.models = models;
    this.messages = messages;
    this.streamed = streamed;
    this.awaited = awaited;
    this.json = json;
    this.clock = clock;
  }

  /** Null when the answer is a stream. */
  @Operation(
      summary = "Ask as OpenAI's clients do",
      description = "Streamed or not; docs/openai.md says what is supported.")
  @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Nullable CompletableFuture<ChatCompletion> complete(
      @CalledBy Caller caller,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    ChatRequest asked = ChatRequest.of(body, messages);
    Asked turn = turn(asked, caller, CallHeaders.of(request));
    intake.requireOpen(turn.caller());
    String id = TurnNames.of(ID, turn.id());
    long created = clock.instant().getEpochSecond();
    if (asked.stream()) {
      ChatChunks chunks = new ChatChunks(id, created, asked.model(), asked.includeUsage(), json);
      streamed.to(new StreamedReplies.Exchange(request, response), turn, chunks, true);
      return null;
    }
    return awaited
        .to(turn)
        .thenApply(AwaitedReplies::requireAnswered)
        .thenApply(answered -> ChatCompletion.of(id, created, asked.model(), answered));
  }

  private Asked turn(ChatRequest asked, Caller caller, CallHeaders headers) {
    UUID id = intake.nextId();
    Asked.Draft draft =
        new Asked.Draft(
            id, caller, models.choose(asked.model()), asked.sampling(), asked.labels(), headers);
    Optional<String> name = headers.chat().or(asked.labels()::session);
    return name.isEmpty() || headers.isTask()
        ? draft.asSent(asked.conversation().messages())
        : draft.inSession(
            SessionNames.of(caller.userId(), name.get()), asked.conversation().news());
  }
}
