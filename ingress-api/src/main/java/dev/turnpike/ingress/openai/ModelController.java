package dev.turnpike.ingress.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.ingress.gate.Gate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists what a request may name as its model. */
@Tag(name = "OpenAI")
@RestController
@RequestMapping("/v1/models")
class ModelController {
  private final Models models;
  private final Gate gate;
  private final long created;

  ModelController(Models models, Gate gate, Clock clock) {
    this.models = models;
    this.gate = gate;
    this.created = clock.instant().getEpochSecond();
  }

  /**
   * A model as OpenAI describes it.
   *
   * @param created when this node started: agents have no date of their own
   */
  record Model(String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}

  /** All of them. */
  record ModelList(String object, List<Model> data) {}

  @Operation(summary = "List models", description = "The agents, and the models that are allowed.")
  @GetMapping
  Callable<ModelList> list() {
    return () -> {
      gate.requireDatabase();
      return new ModelList("list", models.names().stream().map(this::model).toList());
    };
  }

  /** Names may have slashes. */
  @Operation(summary = "Read a model")
  @GetMapping("/{*id}")
  Callable<Model> one(@PathVariable String id) {
    return () -> {
      gate.requireDatabase();
      return model(models.choose(id.substring(1)).name());
    };
  }

  private Model model(String name) {
    return new Model(name, "model", created, "turnpike");
  }
}
