package dev.turnpike.ingress.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Makes streams out of requests. */
public final class EventStreams {
  private final StreamProperties properties;
  private final OpenReplies replies;

  EventStreams(StreamProperties properties, OpenReplies replies) {
    this.properties = properties;
    this.replies = replies;
  }

  /** From here on the request is answered by the stream alone. */
  public EventStream on(
      HttpServletRequest request, HttpServletResponse response, EventStream.Owner owner) {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Accel-Buffering", "no"); // nginx would gather frames.
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0);
    EventStream stream =
        new EventStream(
            context,
            response,
            owner,
            replies,
            Math.toIntExact(properties.buffer().toBytes()),
            properties.heartbeat());
    context.addListener(new ClosingListener(stream));
    replies.add(stream);
    return stream;
  }
}
