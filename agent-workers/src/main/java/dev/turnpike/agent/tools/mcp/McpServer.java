package dev.turnpike.agent.tools.mcp;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MCP server that is configured: connected to in the background, for ever again when it is not
 * there or goes, with growing pauses.
 *
 * <pre>
 *   connecting ──greeted, tools listed──▶ up ──call or check fails, process ends──▶ down
 *       ▲                                                                            │
 *       └───────────────────────────── after a pause ────────────────────────────────┘
 * </pre>
 *
 * <p>Invariant: {@link #tools()} never waits, and once known they stay known while it is down: the
 * model is told so when it calls one, and the conversation keeps its tools.
 */
public final class McpServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(McpServer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** How long a call waits for a server that is down just now, such as after a crash. */
  private static final Duration CALLS_PATIENCE = Duration.ofSeconds(3);

  private final String name;
  private final McpProperties settings;
  private final Clock clock;
  private final Semaphore check = new Semaphore(0);
  private volatile CompletableFuture<McpConnection> connection = new CompletableFuture<>();
  private volatile List<RemoteTool> tools = List.of();
  private volatile State state;
  private @Nullable Thread supervisor; // guarded by this

  /** Whether it is there, since when, and why not: for operators. */
  public record State(boolean up, Instant since, String reason) {}

  McpServer(String name, McpProperties settings, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.state = new State(false, clock.instant(), "not connected yet");
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public Duration timeout() {
    return settings.timeout();
  }

  /** What it had when it was last asked. */
  public List<RemoteTool> tools() {
    return tools;
  }

  synchronized void start() {
    supervisor = Thread.ofVirtual().name("mcp-" + name).start(this::supervise);
  }

  /** Waits until it is there or the time is up. */
  boolean await(Duration patience) throws InterruptedException {
    try {
      var _ = connection.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /**
   * Calls a tool and waits for its result. Never calls twice: it may have effects.
   *
   * @param tool its name at the server
   * @throws McpException with a sentence for the model
   */
  public String call(String tool, String arguments) throws McpException, InterruptedException {
    McpConnection current;
    try {
      current = connection.get(CALLS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw McpException.broken(absence(), e);
    }
    try {
      return current.call(tool, arguments);
    } catch (McpException e) {
      if (e.broken()) {
        check.release();
      }
      throw e;
    }
  }

  /** For the model. */
  public String absence() {
    return state.up()
        ? "The tool server %s no longer has this tool.".formatted(name)
        : "The tool server %s can't be reached at the moment. Go on without it, or try again later."
            .formatted(name);
  }

  private void supervise() {
    var pause = FIRST_PAUSE;
    try {
      while (true) {
        var began = clock.instant();
        serve();
        boolean lasted = began.plus(LONGEST_PAUSE).isBefore(clock.instant());
        pause = lasted ? FIRST_PAUSE : pause;
        Thread.sleep(pause);
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From connecting to the loss. */
  private void serve() throws InterruptedException {
    check.drainPermits();
    try (var opened = McpConnection.open(name, settings, check::release)) {
      tools = named(opened.tools());
      up(opened);
      watch(opened);
    } catch (McpException e) {
      down(e.sentence());
    } catch (RuntimeException e) {
      down(e.getClass().getSimpleName());
    }
  }

  /** Returns when it is lost; from then on, and before it is closed, calls wait for the next. */
  private void watch(McpConnection opened) throws InterruptedException {
    try {
      while (true) {
        var _ = check.tryAcquire(settings.checkInterval().toNanos(), TimeUnit.NANOSECONDS);
        tools = named(opened.tools());
      }
    } catch (McpException e) {
      down(e.sentence());
    } finally {
      connection = new CompletableFuture<>();
    }
  }

  private List<RemoteTool> named(List<ToolSpecification> listed) {
    var named = new ArrayList<RemoteTool>();
    for (ToolSpecification tool : listed) {
      var remote = RemoteTool.of(name, tool);
      if (named.stream().noneMatch(other -> other.name().equals(remote.name()))) {
        named.add(remote);
      }
    }
    return List.copyOf(named);
  }

  private void up(McpConnection opened) {
    state = new State(true, clock.instant(), "");
    connection.complete(opened);
    log.atInfo()
        .addKeyValue("server", name)
        .addKeyValue("tools", tools.size())
        .log("MCP server is there");
  }

  private void down(String reason) {
    boolean known = !state.up() && state.reason().equals(reason);
    if (!known) {
      state = new State(false, clock.instant(), reason);
      log.atWarn()
          .addKeyValue("server", name)
          .addKeyValue("reason", reason)
          .log("MCP server is not there; trying again");
    }
  }

  @Override
  public synchronized void close() {
    if (supervisor != null) {
      supervisor.interrupt();
      try {
        var _ = supervisor.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
