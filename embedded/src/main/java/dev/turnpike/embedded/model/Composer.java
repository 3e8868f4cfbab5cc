package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.knobs.Fault;
import dev.turnpike.embedded.model.wire.ApiError;
import dev.turnpike.embedded.model.wire.ChunkFormat;
import dev.turnpike.embedded.model.wire.Completion;
import dev.turnpike.embedded.model.wire.CompletionFormat;
import dev.turnpike.embedded.model.wire.Identity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets a completion, and what goes wrong with it, as frames on beats. */
final class Composer {
  private static final ApiError BROKEN =
      new ApiError(500, "The server had an error (simulated).", "server_error", null, null);

  private Composer() {}

  /** As server-sent events. */
  static Score stream(Completion completion, ChunkFormat format, @Nullable Fault fault) {
    List<byte[]> deltas = format.deltas(completion);
    int limit = fault == null ? deltas.size() : Math.min(fault.after(), deltas.size());
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.event(0, format.role(completion), format));
    addDeltas(frames, format, deltas, 0, limit);
    if (fault == null) {
      return finished(frames, completion, format);
    }
    return switch (fault.kind()) {
      case HANG -> new Score(limit == 0 ? List.of() : frames, Ending.HANG);
      case DROP -> new Score(frames, Ending.DROP);
      case TRUNCATE -> new Score(frames, Ending.COMPLETE);
      case ERROR -> {
        frames.add(Frame.raw(limit, format.error(BROKEN)));
        yield new Score(frames, Ending.COMPLETE);
      }
      case MALFORMED -> {
        frames.add(Frame.raw(Math.max(0, limit - 1), format.malformed()));
        addDeltas(frames, format, deltas, limit, deltas.size());
        yield finished(frames, completion, format);
      }
      case STATUS, EMPTY -> finished(frames, completion, format);
    };
  }

  /** As one JSON document, which takes as long as the stream would. */
  static Score whole(Completion completion, Identity identity, @Nullable Fault fault) {
    byte[] json = CompletionFormat.json(identity, completion);
    int beat = Math.max(0, completion.tokens().size() - 1);
    byte[] half = Arrays.copyOf(json, json.length / 2);
    if (fault == null) {
      return new Score(List.of(Frame.raw(beat, json)), Ending.COMPLETE);
    }
    return switch (fault.kind()) {
      case HANG -> new Score(List.of(), Ending.HANG);
      case DROP -> new Score(List.of(Frame.raw(beat, half)), Ending.DROP);
      case TRUNCATE, MALFORMED -> new Score(List.of(Frame.raw(beat, half)), Ending.COMPLETE);
      case ERROR -> new Score(List.of(Frame.raw(beat, BROKEN.json())), Ending.COMPLETE);
      case STATUS, EMPTY -> new Score(List.of(Frame.raw(beat, json)), Ending.COMPLETE);
    };
  }

  private static void addDeltas(
      List<Frame> frames, ChunkFormat format, List<byte[]> deltas, int from, int to) {
    for (int beat = from; beat < to; beat++) {
      frames.add(Frame.event(beat, deltas.get(beat), format));
    }
  }

  private static Score finished(List<Frame> frames, Completion completion, ChunkFormat format) {
    int beat = frames.getLast().beat();
    frames.add(Frame.raw(beat, format.finish(completion.finishReason())));
    frames.add(Frame.raw(beat, format.trailer(completion.usage())));
    return new Score(frames, Ending.COMPLETE);
  }
}
