package dev.turnpike.models;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/** One model at a time, without another try: {@link Models} for callers that retry themselves. */
public final class ModelClient implements AutoCloseable {

  private final ModelProperties properties;
  private final Models models;

  public ModelClient(ModelProperties properties) {
    this(properties, new SimpleMeterRegistry());
  }

  private ModelClient(ModelProperties properties, MeterRegistry meters) {
    this(properties, new Models(properties, meters));
  }

  ModelClient(ModelProperties properties, Models models) {
    this.properties = properties;
    this.models = models;
  }

  /** The model that a request for {@code asked} gets; null asks for the default. */
  public String resolve(@Nullable String asked) {
    return models.ring(asked, java.util.List.of()).first().name();
  }

  /** True when the built-in simulated model answers. */
  public boolean simulated() {
    return properties.simulated();
  }

  /** As {@link ModelRing#stream}, with the model that the request names. */
  public ModelReply stream(ChatRequest request, ModelListener listener)
      throws ModelException, InterruptedException {
    return models.once(request.modelName()).stream(_ -> request, listener);
  }

  @Override
  public void close() {
    models.close();
  }
}
