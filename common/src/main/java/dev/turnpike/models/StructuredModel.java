package dev.turnpike.models;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.turnpike.events.Usage;
import dev.turnpike.models.ModelException.Kind;
import dev.turnpike.models.ModelException.ModelOutage;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model for JSON of a given shape, for workers that nobody watches: they wait outages out
 * and dead-letter what always fails, so failures come as exceptions of those two kinds.
 *
 * <p>At most a fixed number of calls run at once; further callers wait.
 */
public final class StructuredModel {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Models models;
  private final Semaphore calls;

  /**
   * @param models of which each question names one; no other steps in, since the result is that
   *     model's
   * @param concurrentCalls how many calls run at once
   */
  public StructuredModel(Models models, int concurrentCalls) {
    this.models = models;
    this.calls = new Semaphore(concurrentCalls);
  }

  /**
   * What is asked.
   *
   * @param model the model that answers
   * @param instructions the system prompt
   * @param material what it is about
   * @param shape of the answer
   */
  public record Question(String model, String instructions, String material, JsonSchema shape) {}

  /** The JSON that the model gave, not yet checked against the shape, and what it consumed. */
  public record Answer(JsonNode json, Usage usage) {}

  /**
   * @throws ModelOutage when the model may answer later; a refused key counts, since it says
   *     nothing about the question
   * @throws UnusableAnswerException when it refused the question, or gave no JSON
   */
  public Answer ask(Question question) throws InterruptedException {
    calls.acquire();
    try {
      ModelReply reply = models.only(question.model()).ask(_ -> request(question));
      return new Answer(parse(question.model(), reply), reply.usage());
    } catch (ModelException e) {
      if (e.kind().retryable() || e.kind() == Kind.UNAUTHORIZED) {
        throw new ModelOutage(e);
      }
      throw new UnusableAnswerException(String.valueOf(e.getMessage()), e);
    } finally {
      calls.release();
    }
  }

  private static ChatRequest request(Question question) {
    return ChatRequest.builder()
        .messages(
            SystemMessage.from(question.instructions()), UserMessage.from(question.material()))
        .responseFormat(
            ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(question.shape())
                .build())
        .build();
  }

  private static JsonNode parse(String model, ModelReply reply) {
    try {
      return JSON.readTree(withoutFence(reply.text().strip()));
    } catch (JacksonException e) {
      // Without the cause: its message quotes the answer.
      throw new UnusableAnswerException(
          "The model %s gave no JSON (finish reason %s)".formatted(model, reply.finishReason()),
          reply.usage());
    }
  }

  /** Models that know no JSON mode like to wrap their JSON as Markdown. */
  private static String withoutFence(String text) {
    int firstLineEnd = text.indexOf('\n');
    if (!text.startsWith("```") || !text.endsWith("```") || firstLineEnd > text.length() - 3) {
      return text;
    }
    return firstLineEnd < 0 ? text : text.substring(firstLineEnd, text.length() - 3);
  }
}
