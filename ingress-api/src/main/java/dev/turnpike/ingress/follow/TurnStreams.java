package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.stream.EventStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/** Makes streams of turns out of requests. */
public final class TurnStreams {
  private final EventStreams streams;
  private final TurnSource source;

  TurnStreams(EventStreams streams, TurnSource source) {
    this.streams = streams;
    this.source = source;
  }

  /** From here on the request is answered by the stream alone: it has to be opened or refused. */
  public TurnStream on(
      HttpServletRequest request,
      HttpServletResponse response,
      UUID turn,
      Frames frames,
      TurnWatcher watcher) {
    TurnStream stream = new TurnStream(turn, source, frames, watcher);
    streams.on(request, response, stream, stream::attach);
    return stream;
  }
}
