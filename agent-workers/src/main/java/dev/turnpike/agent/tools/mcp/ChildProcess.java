package dev.turnpike.agent.tools.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializationNotification;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server as a child process, one JSON message a line.
 *
 * <p>In place of langchain4j's transport, which hands on our whole environment with all its
 * secrets, leaves the process running when it does not answer, leaves its children running in any
 * case, lets a call wait for its timeout when the process is gone, and logs what it can't read.
 */
final class ChildProcess implements McpTransport {

  /** What programs need of our environment to run at all; none of it is secret. */
  static final Set<String> HANDED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "TERM",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "TEMP",
          "TMP",
          "SystemRoot",
          "SystemDrive",
          "ComSpec",
          "PATHEXT",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "ProgramFiles");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MILLIS = 1_000;

  private final McpProperties settings;
  private final Runnable ended;
  private @Nullable Running running; // set once by start
  private volatile boolean gone;

  /** A process, and who gets its messages. */
  private record Running(Process process, Writer input, McpOperationHandler handler) {}

  /**
   * @param ended called once the process is gone, for whatever reason
   */
  ChildProcess(McpProperties settings, Runnable ended) {
    this.settings = settings;
    this.ended = ended;
  }

  @Override
  public void start(McpOperationHandler handler) {
    var builder = new ProcessBuilder(settings.command());
    builder.environment().keySet().retainAll(HANDED_ON);
    builder.environment().putAll(settings.environment());
    var log = settings.logFile();
    builder.redirectError(
        log == null
            ? ProcessBuilder.Redirect.DISCARD
            : ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      var process = builder.start();
      var started = new Running(process, process.outputWriter(StandardCharsets.UTF_8), handler);
      running = started;
      Thread.ofVirtual().name("mcp-input-" + process.pid()).start(() -> read(started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until the process ends; also one that only closes its output is of no more use. */
  private void read(Running from) {
    try (BufferedReader lines = from.process().inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        handle(from.handler(), line);
      }
    } catch (IOException _) {
      // It was killed while it wrote.
    } finally {
      gone = true;
      from.handler().cancelAllPendingOperations("the process ended");
      ended.run();
    }
  }

  /** Programs print all sorts of things; what is no message is none of our business. */
  private static void handle(McpOperationHandler handler, String line) {
    try {
      var message = JSON.readTree(line);
      if (message != null && message.isObject()) {
        handler.handle(message);
      }
    } catch (JsonProcessingException _) {
      // No message.
    }
  }

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return executeOperationWithResponse(request)
        .thenApply(
            answer -> {
              executeOperationWithoutResponse(new McpInitializationNotification());
              return answer;
            });
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    var answer = new CompletableFuture<JsonNode>();
    var process = running();
    process.handler().startOperation(request.getId(), answer);
    write(process, request);
    if (gone) {
      // What had begun before, read() cancels.
      answer.completeExceptionally(new IOException("the process ended"));
    }
    return answer;
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return executeOperationWithResponse(context.message());
  }

  @Override
  public void executeOperationWithoutResponse(McpClientMessage message) {
    write(running(), message);
  }

  @Override
  public void executeOperationWithoutResponse(McpCallContext context) {
    executeOperationWithoutResponse(context.message());
  }

  private static void write(Running to, McpClientMessage message) {
    try {
      var line = JSON.writeValueAsString(message) + "\n";
      synchronized (to) {
        to.input().write(line);
        to.input().flush();
      }
    } catch (IOException _) {
      // It is gone, which its reader notices.
    }
  }

  private Running running() {
    var process = running;
    if (process == null) {
      throw new IllegalStateException("Not started");
    }
    return process;
  }

  @Override
  public void checkHealth() {
    if (gone) {
      throw new IllegalStateException("The process ended");
    }
  }

  @Override
  public void onFailure(Runnable action) {
    // It is not started again, but replaced.
  }

  /** Politely first, as the protocol has it, then by force; with all its children. */
  @Override
  public void close() {
    var process = running;
    if (process == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(process.process().descendants(), Stream.of(process.process().toHandle()))
            .toList();
    boolean interrupted = Thread.interrupted();
    try {
      process.process().getOutputStream().close();
    } catch (IOException _) {
      // It is gone.
    }
    if (!haveEnded(all)) {
      all.forEach(ProcessHandle::destroy);
      if (!haveEnded(all)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean haveEnded(List<ProcessHandle> processes) {
    var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
