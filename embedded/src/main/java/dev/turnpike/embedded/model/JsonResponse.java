package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.wire.ApiError;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A response that is one JSON document. */
final class JsonResponse {
  static final String CONTENT_TYPE = "application/json";

  private JsonResponse() {}

  static void send(Response response, ApiError error, Callback callback) {
    send(response, error.status(), error.json(), callback);
  }

  static void send(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
