package dev.turnpike.ingress.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes streams out of requests. */
public final class EventStreams {
  private final OpenReplies replies;
  private final Duration heartbeat;
  private final int limit;

  EventStreams(OpenReplies replies, Duration heartbeat, int limit) {
    this.replies = replies;
    this.heartbeat = heartbeat;
    this.limit = limit;
  }

  /**
   * From here on the request is answered by the stream alone, unless there is no room for it.
   *
   * @param attach gives the owner its stream, before the owner is called
   */
  public void on(
      HttpServletRequest request,
      HttpServletResponse response,
      EventStream.Owner owner,
      Consumer<EventStream> attach) {
    replies.requireRoom();
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // nginx would gather frames.
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0);
    EventStream stream = new EventStream(context, response, owner, replies, limit, heartbeat);
    attach.accept(stream);
    context.addListener(new ClosingListener(stream));
    replies.add(stream);
  }
}
