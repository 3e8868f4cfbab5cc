package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.tokens.ForAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the system, for those who run it. Also while the database or Kafka is away. */
@Tag(name = "Operations")
@ForAdministrators
@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
class OperationsController {
  private final Observatory observatory;

  OperationsController(Observatory observatory) {
    this.observatory = observatory;
  }

  @Operation(
      summary = "Look at everything",
      description =
          "What is wrong first, then what nodes, workers, models, partitions and groups say of"
              + " themselves. At most once a second it is read anew, however many ask; what"
              + " can't be read is said, with the age of what is shown in its place.")
  @GetMapping("/overview")
  Callable<ResponseEntity<Overview>> overview() {
    return () -> fresh(observatory.look());
  }

  @Operation(
      summary = "List the workers",
      description = "Who is alive or was in the last hour, and what each holds.")
  @GetMapping("/workers")
  Callable<ResponseEntity<Workers>> workers() {
    return () -> {
      Overview seen = observatory.look();
      return fresh(new Workers(seen.at(), seen.sources(), seen.workers()));
    };
  }

  @Operation(
      summary = "List the models",
      description = "As all living workers see them; what one sees stands with the workers.")
  @GetMapping("/models")
  Callable<ResponseEntity<Models>> models() {
    return () -> {
      Overview seen = observatory.look();
      return fresh(new Models(seen.at(), seen.sources(), seen.models()));
    };
  }

  /** With what they were read from. */
  record Workers(java.time.Instant at, List<Overview.SourceState> sources, List<Worker> workers) {
    Workers {
      sources = List.copyOf(sources);
      workers = List.copyOf(workers);
    }
  }

  /** Likewise. */
  record Models(
      java.time.Instant at, List<Overview.SourceState> sources, List<MergedModel> models) {
    Models {
      sources = List.copyOf(sources);
      models = List.copyOf(models);
    }
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
