package dev.turnpike.ingress.openai.responses;

import dev.turnpike.ingress.openai.CallHeaders;
import dev.turnpike.ingress.openai.MessageReader;
import dev.turnpike.ingress.openai.StreamedReplies.Exchange;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Turns for clients that speak OpenAI's responses. */
@Tag(name = "OpenAI")
@RestController
@RequestMapping("/v1/responses")
class ResponseController {
  private final MessageReader messages;
  private final NewResponses created;
  private final KnownResponses known;

  ResponseController(MessageReader messages, NewResponses created, KnownResponses known) {
    this.messages = messages;
    this.created = created;
    this.known = known;
  }

  /** Null when the answer is a stream. */
  @Operation(
      summary = "Ask as OpenAI's clients do",
      description =
          "Streamed, awaited or in the background; docs/openai.md says what is supported.")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Nullable CompletableFuture<Map<String, Object>> create(
      @CalledBy Caller caller,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    ResponseRequest asked = ResponseRequest.of(body, messages);
    CallHeaders headers = CallHeaders.of(request);
    if (asked.stream()) {
      created.stream(caller, asked, headers, new Exchange(request, response));
      return null;
    }
    return asked.background()
        ? created.begin(caller, asked, headers)
        : created.answer(caller, asked, headers);
  }

  /** Null when the answer is a stream. */
  @Operation(
      summary = "Read a response",
      description =
          "With stream=true its events, while it runs and after; starting_after leaves out those"
              + " up to that sequence number.")
  @GetMapping("/{id}")
  @Nullable Callable<Map<String, Object>> read(
      @CalledBy Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean stream,
      @RequestParam(name = "starting_after", required = false) @Nullable Long startingAfter,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (stream) {
      long seen = startingAfter == null ? -1 : startingAfter;
      known.stream(caller, id, seen, new Exchange(request, response));
      return null;
    }
    return () -> known.read(caller, id);
  }

  @Operation(
      summary = "Cancel a response",
      description = "Whether it runs in the background or not; it keeps what it has said.")
  @PostMapping("/{id}/cancel")
  Callable<Map<String, Object>> cancel(@CalledBy Caller caller, @PathVariable String id) {
    return () -> known.cancel(caller, id);
  }
}
