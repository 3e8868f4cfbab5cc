package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.audit.AuditAction;
import dev.turnpike.ingress.audit.AuditEvent;
import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.CalledBy;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.ForAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters: why they are there, what they hold, and the way back. */
@Tag(name = "Operations")
@ForAdministrators
@RestController
@RequestMapping(
    path = "/api/v1/operations/dead-letters",
    produces = MediaType.APPLICATION_JSON_VALUE)
class LetterController {
  private static final int USUAL = 50;
  private static final int MOST = 100;

  private final LetterReader reader;
  private final LetterContent content;
  private final RedriveTable redrives;
  private final Redriver redriver;
  private final AuditLog audit;
  private final Gate gate;

  LetterController(
      LetterReader reader,
      LetterContent content,
      RedriveTable redrives,
      Redriver redriver,
      AuditLog audit,
      Gate gate) {
    this.reader = reader;
    this.content = content;
    this.redrives = redrives;
    this.redriver = redriver;
    this.audit = audit;
    this.gate = gate;
  }

  @Operation(
      summary = "List dead letters",
      description = "Of one topic, newest first, page by page, without what they hold.")
  @GetMapping
  Callable<ResponseEntity<LetterPage>> list(
      @Parameter(description = "Their topic.", example = "chat.requests.dlt") @RequestParam
          String topic,
      @Parameter(description = "Where to go on: the last page's `before`.")
          @RequestParam(required = false)
          @Nullable String before,
      @Parameter(
              description = "How many at most; 50 by default.",
              schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(required = false)
          @Nullable Integer limit) {
    var original = LetterPlace.topicOf(topic);
    LetterCursor cursor = before == null ? null : LetterCursor.parsed(before);
    int most = limit == null ? USUAL : limit;
    if (most < 1 || most > MOST) {
      throw Problem.invalid("limit", "Give a number from 1 to %d.".formatted(MOST));
    }
    return () -> {
      gate.requireAll();
      LetterPage page = reader.page(topic, cursor, most);
      return fresh(
          new LetterPage(redrives.counted(original.name(), page.letters()), page.before()));
    };
  }

  @Operation(
      summary = "Read a dead letter",
      description =
          "With what it holds, which may be people's text: who reads it stands in the audit log.")
  @GetMapping("/{topic}/{partition}/{offset}")
  Callable<ResponseEntity<Letter>> read(
      @CalledBy Caller.User caller,
      @PathVariable String topic,
      @PathVariable int partition,
      @PathVariable long offset,
      Origin origin) {
    LetterPlace place = LetterPlace.of(topic, partition, offset);
    return () -> {
      gate.requireAll();
      ConsumerRecord<byte[], byte[]> letter = find(place);
      told(AuditAction.DEAD_LETTER_READ, caller, place, origin);
      List<Letter.Redrive> before = redrives.of(place, Instant.ofEpochMilli(letter.timestamp()));
      return fresh(content.shown(place.topic(), letter, before.size(), before));
    };
  }

  @Operation(
      summary = "Drive a dead letter again",
      description =
          "Sends the record as it was to the topic that it came from, where every group of that"
              + " topic reads it; each knows a turn by its id. A second time needs `again`.")
  @PostMapping("/{topic}/{partition}/{offset}/redrive")
  Callable<ResponseEntity<Letter.Redrive>> redrive(
      @CalledBy Caller.User caller,
      @PathVariable String topic,
      @PathVariable int partition,
      @PathVariable long offset,
      @Parameter(description = "Also when it was driven again before.")
          @RequestParam(required = false)
          @Nullable Boolean again,
      Origin origin) {
    LetterPlace place = LetterPlace.of(topic, partition, offset);
    return () -> {
      gate.requireAll();
      ConsumerRecord<byte[], byte[]> letter = find(place);
      return fresh(
          redriver.drive(
              place,
              letter,
              Boolean.TRUE.equals(again),
              () -> told(AuditAction.DEAD_LETTER_REDRIVEN, caller, place, origin)));
    };
  }

  private ConsumerRecord<byte[], byte[]> find(LetterPlace place) {
    return reader
        .at(place)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "offset",
                    "There is no dead letter at this place: none was, or it is too old."));
  }

  private void told(AuditAction action, Caller.User caller, LetterPlace place, Origin origin) {
    audit.record(
        AuditEvent.succeeded(action, caller.userId(), origin).on("dead-letter", place.name()));
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
