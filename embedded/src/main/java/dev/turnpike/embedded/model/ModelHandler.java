package dev.turnpike.embedded.model;

import dev.turnpike.embedded.model.wire.ApiError;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Routes requests by method and path. */
final class ModelHandler extends Handler.Abstract.NonBlocking {
  private static final String CHAT = "/v1/chat/completions";
  private static final String MODELS = "/v1/models";
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  private final ChatEndpoint chat;

  ModelHandler(ChatEndpoint chat) {
    this.chat = chat;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    switch (path) {
      case CHAT -> {
        if (allowed("POST", request, response, callback)) {
          readAndAnswer(request, response, callback);
        }
      }
      case MODELS -> {
        if (allowed("GET", request, response, callback)) {
          JsonResponse.send(response, 200, ModelList.json(), callback);
        }
      }
      default ->
          JsonResponse.send(
              response,
              ApiError.notFound(
                  "There is no %s: there are POST %s and GET %s.".formatted(path, CHAT, MODELS),
                  null,
                  "unknown_url"),
              callback);
    }
    return true;
  }

  private static boolean allowed(
      String method, Request request, Response response, Callback callback) {
    if (request.getMethod().equals(method)) {
      return true;
    }
    response.getHeaders().put(HttpHeader.ALLOW, method);
    String message = "%s is not allowed here: use %s.".formatted(request.getMethod(), method);
    JsonResponse.send(
        response, new ApiError(405, message, "invalid_request_error", null, null), callback);
    return false;
  }

  private void readAndAnswer(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    Content.Source.asByteArrayAsync(
        request,
        LARGEST_BODY,
        new Promise.Invocable.NonBlocking<>() {
          @Override
          public void succeeded(byte[] body) {
            chat.answer(body, exchange);
          }

          @Override
          public void failed(Throwable cause) {
            String message = "The body could not be read; it may hold up to 16 MiB.";
            JsonResponse.send(
                response,
                new ApiError(413, message, "invalid_request_error", null, null),
                callback);
          }
        });
  }
}
