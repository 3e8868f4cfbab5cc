package dev.turnpike.operations.doctor;

import dev.turnpike.operations.doctor.Report.Part;
import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs all examinations side by side and waits for each only so long. */
final class Doctor {

  private final Duration patience;

  Doctor(Duration patience) {
    this.patience = patience;
  }

  Report examine(List<Examination> examinations) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Queue<Finding>> found = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      for (Examination each : examinations) {
        Queue<Finding> findings = new ConcurrentLinkedQueue<>();
        found.add(findings);
        running.add(
            threads.submit(
                () -> {
                  each.examine(findings::add);
                  return null;
                }));
      }
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < examinations.size(); i++) {
        await(running.get(i), deadline, found.get(i));
        parts.add(new Part(examinations.get(i).part(), List.copyOf(found.get(i))));
      }
      return new Report(parts);
    } finally {
      threads.shutdownNow(); // what hangs is left behind, and ends with the process
    }
  }

  private void await(Future<?> running, long deadline, Queue<Finding> findings)
      throws InterruptedException {
    try {
      running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      findings.add(
          Finding.problem(
              "The rest was not answered within %d s: something takes connections and is silent, or is very slow."
                  .formatted(patience.toSeconds())));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      findings.add(
          cause instanceof StartRefused refused
              ? Finding.problem(refused.sentence())
              : Finding.problem(
                  "The rest could not be looked at: %s.".formatted(Told.reason(cause))));
    }
  }
}
