package dev.turnpike.models;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParsingHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventListenerUtils;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Server-Sent Events (HTML Living Standard, 9.2.6) with buffers of the size of an event.
 *
 * <p>langchain4j's own parser reads through a decoder and a line buffer of 24 KB together; a worker
 * has thousands of streams open, each of which waits for a few hundred bytes at a time.
 */
final class SmallEventParser implements ServerSentEventParser {

  private static final int BUFFER = 1_024;

  @Override
  public void parse(InputStream body, ServerSentEventListener listener) {
    var handle = new DefaultServerSentEventParsingHandle(body);
    var events = new Events(listener, new ServerSentEventContext(handle));
    try (body) {
      var buffer = new byte[BUFFER];
      for (int read = 0; read >= 0 && !handle.isCancelled(); read = body.read(buffer)) {
        events.take(buffer, read);
      }
      if (!handle.isCancelled()) {
        events.end();
      }
    } catch (IOException e) {
      ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onError(e));
    }
  }

  /** Lines and events of one stream. */
  private static final class Events {

    private final ServerSentEventListener listener;
    private final ServerSentEventContext context;
    private byte[] line = new byte[BUFFER / 2];
    private int length;
    private boolean afterReturn;
    private @Nullable String event;
    private final StringBuilder data = new StringBuilder(0);
    private final @Nullable Consumer<String> hearer =
        PlainDelta.HEARER.isBound() ? PlainDelta.HEARER.get() : null;

    Events(ServerSentEventListener listener, ServerSentEventContext context) {
      this.listener = listener;
      this.context = context;
    }

    void take(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        byte each = bytes[i];
        if (each == '\n' && afterReturn) {
          afterReturn = false; // the second half of CRLF
        } else if (each == '\n' || each == '\r') {
          afterReturn = each == '\r';
          line(new String(line, 0, length, StandardCharsets.UTF_8));
          length = 0;
        } else {
          afterReturn = false;
          if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
          }
          line[length++] = each;
        }
      }
    }

    /** What no blank line has ended is told too, as langchain4j's parser does. */
    void end() {
      if (length > 0) {
        line(new String(line, 0, length, StandardCharsets.UTF_8));
      }
      dispatch();
    }

    private void line(String text) {
      if (text.isEmpty()) {
        dispatch();
      } else if (text.startsWith("event:")) {
        event = text.substring("event:".length()).trim();
      } else if (text.startsWith("data:")) {
        int start = text.startsWith("data: ") ? "data: ".length() : "data:".length();
        if (!data.isEmpty()) {
          data.append('\n');
        }
        data.append(text, start, text.length());
      }
    }

    private void dispatch() {
      if (!data.isEmpty()) {
        dispatch(data.toString());
        event = null;
        data.setLength(0);
      }
    }

    private void dispatch(String complete) {
      var text = hearer == null || event != null ? null : PlainDelta.textOf(complete);
      if (hearer != null && text != null) {
        ServerSentEventListenerUtils.ignoringExceptions(() -> hearer.accept(text));
      } else {
        var passing = new PassingEvent(event, complete);
        ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onEvent(passing, context));
        passing.forget();
      }
    }
  }

  /**
   * An event whose text is gone once it has been heard: langchain4j keeps all events of a call
   * until it ends, for those who want them raw.
   */
  private static final class PassingEvent extends ServerSentEvent {

    private String text;

    PassingEvent(@Nullable String event, String data) {
      super(event, "");
      this.text = data;
    }

    @Override
    public String data() {
      return text;
    }

    void forget() {
      text = "";
    }
  }
}
