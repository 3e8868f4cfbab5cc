package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.answers.Scriptwriter;
import dev.turnpike.embedded.model.knobs.Fault;
import dev.turnpike.embedded.model.knobs.FaultKind;
import dev.turnpike.embedded.model.knobs.InvalidKnobException;
import dev.turnpike.embedded.model.knobs.Knobs;
import dev.turnpike.embedded.model.knobs.ModelName;
import dev.turnpike.embedded.model.wire.ApiError;
import dev.turnpike.embedded.model.wire.ChatRequest;
import dev.turnpike.embedded.model.wire.ChatRequestParser;
import dev.turnpike.embedded.model.wire.ChunkFormat;
import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.FinishReason;
import dev.turnpike.embedded.model.wire.Identity;
import dev.turnpike.embedded.model.wire.RequestRefused;
import dev.turnpike.embedded.model.wire.Usage;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}: from the bytes of a request to an answer under way. */
final class ChatEndpoint {
  private final ChatRequestParser parser = new ChatRequestParser();
  private final Scriptwriter scriptwriter = new Scriptwriter();
  private final FaultCounter faults = new FaultCounter();
  private final SimulatedModelSettings settings;
  private final Knobs defaults;
  private final Pacer pacer;
  private final Traffic traffic;
  private final ModelCalls calls;
  private final Weather weather;
  private final Clock clock;

  ChatEndpoint(
      SimulatedModelSettings settings,
      Pacer pacer,
      Traffic traffic,
      ModelCalls calls,
      Weather weather,
      Clock clock) {
    this.settings = settings;
    this.defaults = settings.defaults();
    this.pacer = pacer;
    this.traffic = traffic;
    this.calls = calls;
    this.weather = weather;
    this.clock = clock;
  }

  void answer(byte[] body, Exchange exchange) {
    long arrived = System.nanoTime();
    long number = traffic.requestArrived();
    try {
      ChatRequest request = parser.parse(body);
      Knobs knobs = knobs(request.model());
      Fault fault = struckBy(knobs.fault());
      ModelCalls.Call call = calls.began(number, request, fault != null);
      if (fault != null && fault.kind() == FaultKind.STATUS) {
        call.ended(false);
        refuse(fault, exchange);
        return;
      }
      Identity identity =
          new Identity(
              "chatcmpl-sim%08d".formatted(number), clock.millis() / 1000, request.model());
      Completion completion = completion(request, knobs, fault);
      Pace pace = Pace.of(knobs, arrived);
      if (request.stream()) {
        ChunkFormat format = new ChunkFormat(identity, request.includeUsage());
        streamHead(exchange.response());
        answer(Composer.stream(completion, format, fault), pace, call, exchange).startWithHeaders();
      } else {
        wholeHead(exchange.response(), fault);
        answer(Composer.whole(completion, identity, fault), pace, call, exchange).start();
      }
    } catch (RequestRefused e) {
      JsonResponse.send(exchange.response(), e.error(), exchange.callback());
    }
  }

  private Knobs knobs(String model) {
    if (!ModelName.isSimulated(model)) {
      throw new RequestRefused(
          ApiError.notFound(
              "The model '%s' does not exist: only the simulated model, sim, does."
                  .formatted(model),
              "model",
              "model_not_found"));
    }
    try {
      return defaults.of(model);
    } catch (InvalidKnobException e) {
      throw RequestRefused.invalid(String.valueOf(e.getMessage()), "model");
    }
  }

  private @Nullable Fault struckBy(@Nullable Fault fault) {
    Fault everywhere = weather.fault();
    if (everywhere != null) {
      return everywhere;
    }
    return fault != null && faults.strikes(fault) ? fault : null;
  }

  private Completion completion(ChatRequest request, Knobs knobs, @Nullable Fault fault) {
    if (fault != null && fault.kind() == FaultKind.EMPTY) {
      return new Completion(List.of(), List.of(), FinishReason.STOP, Usage.of(request, 0));
    }
    return scriptwriter.write(request, knobs);
  }

  private static void streamHead(Response response) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
  }

  private static void wholeHead(Response response, @Nullable Fault fault) {
    response.setStatus(fault != null && fault.kind() == FaultKind.ERROR ? 500 : 200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JsonResponse.CONTENT_TYPE);
  }

  private PacedAnswer answer(Score score, Pace pace, ModelCalls.Call call, Exchange exchange) {
    return new PacedAnswer(exchange, score, pace, pacer, traffic, call, settings.hangLimit());
  }

  private static void refuse(Fault fault, Exchange exchange) {
    Integer retryAfter = fault.retryAfter();
    if (retryAfter != null) {
      exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, retryAfter.toString());
    }
    JsonResponse.send(exchange.response(), SimulatedErrors.of(fault.status()), exchange.callback());
  }
}
