package dev.turnpike.agent.tools.mcp;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.protocol.McpCancellationNotification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an MCP server, from its greeting to its loss; then a new one takes its place.
 * langchain4j's client does the talking, without its own ways of reconnecting.
 */
final class McpConnection implements AutoCloseable {

  /** The client reports its own timeout as a result with this text. */
  private static final String TIMED_OUT = "\0timed out";

  private final String server;
  private final McpTransport transport;
  private final DefaultMcpClient client;
  private final ThreadLocal<Call> call = ThreadLocal.withInitial(Call::new);

  private McpConnection(String server, McpProperties settings, McpTransport transport) {
    this.server = server;
    this.transport = transport;
    this.client =
        DefaultMcpClient.builder()
            .key(server)
            .clientName("turnpike")
            .clientVersion("0.1")
            .transport(transport)
            .initializationTimeout(settings.startTimeout())
            .toolExecutionTimeout(settings.timeout())
            .toolExecutionTimeoutErrorMessage(TIMED_OUT)
            .toolResultExtractor(new Contents())
            .cacheToolList(false)
            .autoHealthCheck(false)
            .logHandler(_ -> {})
            .addListener(new Operations())
            .build();
  }

  /** What the client does not tell about the call that this thread makes. */
  private static final class Call {
    private @Nullable Long id;
    private boolean broken;
  }

  /** The client tells its listeners, on the thread of the call. */
  private final class Operations implements McpClientListener {
    @Override
    public void beforeExecuteTool(McpCallContext context) {
      call.get().id = context.message().getId();
    }

    /** The server's own errors come as another exception. */
    @Override
    public void onExecuteToolError(McpCallContext context, Throwable error) {
      call.get().broken = error instanceof ExecutionException;
    }
  }

  /**
   * Connects and waits for the greeting.
   *
   * @param lost called when the connection is known to be lost
   * @throws McpException when there is no server, or it does not greet in time
   */
  static McpConnection open(String server, McpProperties settings, Runnable lost)
      throws McpException {
    var transport = transport(settings, lost);
    try {
      return new McpConnection(server, settings, transport);
    } catch (RuntimeException e) {
      close(transport);
      throw McpException.broken(reason(e), e);
    }
  }

  private static McpTransport transport(McpProperties settings, Runnable lost) {
    URI url = settings.url();
    if (url == null) {
      return new ChildProcess(settings, lost);
    }
    var builder =
        StreamableHttpMcpTransport.builder()
            .url(url.toString())
            .customHeaders(settings.headers())
            .timeout(settings.startTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    // Many servers can't do with the question for HTTP/2 on a plain connection.
    return url.toString().startsWith("http:")
        ? builder.setHttpVersion1_1().build()
        : builder.build();
  }

  List<ToolSpecification> tools() throws McpException, InterruptedException {
    try {
      return client.listTools();
    } catch (RuntimeException e) {
      throwIfInterrupted(e);
      throw McpException.broken(reason(e), e);
    }
  }

  /** The result's text. */
  String call(String tool, String arguments) throws McpException, InterruptedException {
    var request = ToolExecutionRequest.builder().name(tool).arguments(arguments).build();
    try {
      var text = client.executeTool(request).resultText();
      if (text.equals(TIMED_OUT)) {
        throw McpException.told(
            "The tool server %s gave no result in time.".formatted(server), new TimeoutException());
      }
      return text;
    } catch (ToolExecutionException | ToolArgumentsException e) {
      throw failure(e);
    } catch (RuntimeException e) {
      cancelIfInterrupted(e);
      throw unreadable(e);
    } finally {
      call.remove();
    }
  }

  private McpException failure(RuntimeException e) {
    if (call.get().broken) {
      return McpException.broken(
          "The connection to the tool server %s broke off; whether the call had an effect is not known."
              .formatted(server),
          e);
    }
    var message = e.getMessage();
    return McpException.told(
        message == null || message.isBlank()
            ? "The tool server %s reports a failure without a reason.".formatted(server)
            : message,
        e);
  }

  private McpException unreadable(RuntimeException e) {
    return McpException.told(
        "The tool server %s gave an answer that can't be read.".formatted(server), e);
  }

  private void cancelIfInterrupted(RuntimeException e) throws InterruptedException {
    var id = call.get().id;
    if (Thread.currentThread().isInterrupted() && id != null) {
      var _ = Thread.interrupted();
      transport.executeOperationWithoutResponse(
          new McpCancellationNotification(id, "The result is no longer needed"));
      Thread.currentThread().interrupt();
    }
    throwIfInterrupted(e);
  }

  private static void throwIfInterrupted(RuntimeException e) throws InterruptedException {
    if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
      var interrupted = new InterruptedException();
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** For operators; only of greeting and listing, so that it can't quote anybody. */
  private static String reason(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause.getClass() == RuntimeException.class
            || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return "no answer in time";
    }
    var message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.close();
  }

  private static void close(McpTransport transport) {
    try {
      transport.close();
    } catch (IOException | RuntimeException _) {
      // It had never been open.
    }
  }
}
