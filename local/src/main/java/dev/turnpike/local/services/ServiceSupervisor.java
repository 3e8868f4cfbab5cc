package dev.turnpike.local.services;

import dev.turnpike.local.folder.RunFolder;
import dev.turnpike.operations.console.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service in a JVM of its own that is started again, after a pause, whenever it dies: as the
 * platforms do on which Turnpike runs for real.
 *
 * <pre>
 *   starting ──ready──▶ running ──died──▶ pausing ──▶ starting …
 *       └──died before it was ready the first time──▶ given up       close() from everywhere ──▶ stopped
 * </pre>
 */
public final class ServiceSupervisor implements ServiceHandle {

  private static final Logger log = LoggerFactory.getLogger(ServiceSupervisor.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

  private final ChildJvm child;
  private final Consumer<String> tell;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile boolean ready;

  private ServiceSupervisor(ServicePlan plan, RunFolder folder, Consumer<String> tell) {
    this.child = new ChildJvm(plan, folder);
    this.tell = tell;
  }

  /**
   * Returns when the service takes requests for the first time.
   *
   * @param tell takes one line when the service died
   */
  public static ServiceSupervisor start(ServicePlan plan, RunFolder folder, Consumer<String> tell) {
    ServiceSupervisor service = new ServiceSupervisor(plan, folder, tell);
    // Reading a pipe holds on to a carrier thread, of which there may be two.
    var _ =
        Thread.ofPlatform().daemon().name("supervisor-" + plan.name()).start(service::supervise);
    try {
      service.firstReady.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return service;
    } catch (ExecutionException e) {
      service.close();
      throw e.getCause() instanceof Refusal refusal ? refusal : new Refusal(e.toString(), e);
    } catch (TimeoutException e) {
      service.close();
      throw new Refusal(
          "%s was not ready after %d s; its log is in %s."
              .formatted(plan.name(), START_LIMIT.toSeconds(), folder.logs()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      service.close();
      throw new Refusal("The start was interrupted.", e);
    }
  }

  @Override
  public ServicePlan plan() {
    return child.plan();
  }

  @Override
  public long pid() {
    Process current = process;
    return current == null ? -1 : current.pid();
  }

  @Override
  public void close() {
    stopping.countDown();
    Process current = process;
    if (current == null) {
      return;
    }
    terminate(current);
    try {
      if (!current.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().addKeyValue("service", plan().name()).log("Did not stop in time; killed");
        current.destroyForcibly();
      }
      Files.deleteIfExists(child.pidFile());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      current.destroyForcibly();
    } catch (IOException e) {
      log.atWarn().addKeyValue("service", plan().name()).setCause(e).log("Pid file not deleted");
    }
  }

  private void supervise() {
    try {
      while (stopping.getCount() > 0) {
        runOnce();
        if (!firstReady.isDone()) {
          firstReady.completeExceptionally(
              new Refusal(
                  "%s ended before it was ready; its log is in %s."
                      .formatted(plan().name(), child.folder().logs())));
          return;
        }
        if (firstReady.isCompletedExceptionally()
            || stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      log.atError().addKeyValue("service", plan().name()).setCause(e).log("Can't be started");
      firstReady.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@link Process#destroy} would also close its input, and so tell it that its parent is dead. */
  private static void terminate(Process current) {
    current.toHandle().destroy();
  }

  /** Starts the JVM, follows what it says, and returns when it has ended. */
  private void runOnce() throws IOException, InterruptedException {
    ready = false;
    Process current = child.start();
    process = current;
    if (stopping.getCount() == 0) {
      terminate(current);
    }
    listen(current);
    int status = current.waitFor();
    if (stopping.getCount() > 0 && firstReady.isDone() && !firstReady.isCompletedExceptionally()) {
      tell.accept(
          "%s ended (%s); starting it again in %d s."
              .formatted(plan().name(), reason(status), PAUSE.toSeconds()));
    }
  }

  /** Its first line is for us; what else a JVM prints (a crash, say) goes to the log. */
  private void listen(Process current) throws IOException {
    try (BufferedReader lines = current.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(ServiceProcess.READY)) {
          becameReady();
        } else if (line.startsWith(ServiceProcess.REFUSED)) {
          String sentence = line.substring(ServiceProcess.REFUSED.length());
          log.atError().addKeyValue("service", plan().name()).log(sentence);
          firstReady.completeExceptionally(new Refusal(sentence));
        } else {
          log.atInfo().addKeyValue("service", plan().name()).log(line);
        }
      }
    }
  }

  private void becameReady() {
    ready = true;
    if (!firstReady.complete(null)) {
      tell.accept("%s is back (process %d).".formatted(plan().name(), pid()));
    }
  }

  /** Whether it takes requests at this moment. */
  public boolean ready() {
    return ready;
  }

  private static String reason(int status) {
    return status > 128 ? "signal " + (status - 128) : "exit status " + status;
  }
}
