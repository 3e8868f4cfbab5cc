package dev.turnpike.ingress.analytics;

import dev.turnpike.ingress.problem.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Fetches reports. Nothing of the caller's request goes along but the address: no token, no cookie.
 * Invariants: at most {@value #AT_ONCE} reports are held at a time, each bounded in length and in
 * the time to its last byte; redirects are not followed.
 */
final class Reports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reports.class);
  private static final int AT_ONCE = 8;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final AnalyticsProperties properties;
  private final Replies replies;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Reports(AnalyticsProperties properties, Replies replies) {
    this.properties = properties;
    this.replies = replies;
  }

  /** Blocks until the report is there, as JSON. */
  byte[] fetch(URI address) throws InterruptedException {
    if (!places.tryAcquire()) {
      throw Problem.unavailable("busy", "Many reports are being read: try again in a moment.");
    }
    try {
      return replies.report(send(address));
    } finally {
      places.release();
    }
  }

  private HttpResponse<byte[]> send(URI address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(properties.timeout())
            .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
            .build();
    CompletableFuture<HttpResponse<byte[]>> reply =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), properties.maxReport().toBytes()));
    try {
      return reply.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw away(e);
    } catch (ExecutionException e) {
      throw failed(e);
    } finally {
      reply.cancel(true); // Ends the connection of one that nobody waits for any more.
    }
  }

  private Problem failed(Throwable failure) {
    if (isTooLong(failure)) {
      log.atWarn()
          .addKeyValue("limit", properties.maxReport().toString())
          .log("A report of the analytics is too long to be passed on");
      return Problem.of(
          HttpStatus.BAD_GATEWAY,
          "analytics_failed",
          "The report has more than %d bytes: ask for less time or fewer groups."
              .formatted(properties.maxReport().toBytes()));
    }
    return away(failure);
  }

  /** The client has no type of its own for it. */
  private static boolean isTooLong(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (String.valueOf(each.getMessage()).contains("exceeds capacity")) {
        return true;
      }
    }
    return false;
  }

  private static Problem away(Throwable failure) {
    log.atWarn().addKeyValue("failure", failure.toString()).log("Analytics can't be reached");
    return Problem.unavailable(
        "analytics_unavailable", "The analytics can't be reached: try again in a moment.");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
