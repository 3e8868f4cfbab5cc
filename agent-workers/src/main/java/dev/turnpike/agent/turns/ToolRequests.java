package dev.turnpike.agent.turns;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tool calls of a model call, as a step carries them: {@code [{id, name, arguments}]}. */
final class ToolRequests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Call>> CALLS = new TypeReference<>() {};

  private ToolRequests() {}

  private record Call(String id, String name, @Nullable String arguments) {}

  /**
   * With an id where the model gave none.
   *
   * @param index of the model call in its turn
   */
  static List<ToolExecutionRequest> named(List<ToolExecutionRequest> requests, int index) {
    return java.util.stream.IntStream.range(0, requests.size())
        .mapToObj(n -> named(requests.get(n), "call_%d_%d".formatted(index, n)))
        .toList();
  }

  static String write(List<ToolExecutionRequest> requests) {
    return JSON.writeValueAsString(
        requests.stream()
            .map(request -> new Call(request.id(), request.name(), request.arguments()))
            .toList());
  }

  static List<ToolExecutionRequest> read(String json) {
    if (json.isEmpty()) {
      return List.of();
    }
    return JSON.readValue(json, CALLS).stream()
        .map(
            call ->
                ToolExecutionRequest.builder()
                    .id(call.id())
                    .name(call.name())
                    .arguments(call.arguments())
                    .build())
        .toList();
  }

  private static ToolExecutionRequest named(ToolExecutionRequest request, String id) {
    @Nullable String given = request.id();
    return given == null || given.isBlank() ? request.toBuilder().id(id).build() : request;
  }
}
