package dev.turnpike.agent.tools.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the public internet, within limits that hold against any server: which addresses it
 * connects to ({@link GuardedResolver}), how long it takes, how much it reads ({@link Body}).
 */
public final class WebClient implements AutoCloseable {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final CloseableHttpClient http;
  private final WebProperties settings;
  private final Clock clock;

  public WebClient(WebProperties settings, Clock clock) {
    this(settings, clock, InetAddress::getAllByName);
  }

  WebClient(WebProperties settings, Clock clock, GuardedResolver.Lookup lookup) {
    this.settings = settings;
    this.clock = clock;
    this.http = Connections.client(settings, new GuardedResolver(lookup, settings.allowedHosts()));
  }

  /** One with the same settings that reads the configured search page, wherever that is. */
  public static WebClient forSearch(WebProperties settings, Clock clock) {
    return new WebClient(settings.forSearch(), clock);
  }

  /** The answer at an address, after redirects and whatever its status is. */
  Answer get(String text, Instant deadline) throws WebException, InterruptedException {
    var address = WebAddress.parse(text);
    for (int hops = 0; hops <= settings.redirects(); hops++) {
      var found = getOnce(address, deadline);
      switch (found) {
        case Moved(var location) -> address = address.follow(location);
        case Found(var answer) -> {
          return answer;
        }
      }
    }
    throw new WebException(
        "%s redirects more than %d times.".formatted(WebAddress.parse(text), settings.redirects()));
  }

  private sealed interface Reply {}

  private record Moved(String location) implements Reply {}

  private record Found(Answer answer) implements Reply {}

  private Reply getOnce(WebAddress address, Instant deadline)
      throws WebException, InterruptedException {
    checkPort(address);
    var request = new HttpGet(address.uri());
    request.setConfig(timeouts(address, deadline));
    request.setHeader(HttpHeaders.ACCEPT, "text/html,text/plain,application/json,*/*;q=0.5");
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
    var host = address.host().replaceAll("[\\[\\]]", "");
    var target = new HttpHost(address.scheme(), host, address.port());
    @Nullable ClassicHttpResponse response = null;
    try {
      response = http.executeOpen(target, request, null);
      return reply(address, response, deadline);
    } catch (IOException e) {
      throw failure(address, e);
    } finally {
      // First, since closing alone would read the rest of the body, however long it is.
      request.cancel();
      close(response);
    }
  }

  private void checkPort(WebAddress address) throws WebException {
    if (!settings.ports().contains(address.port())
        && !settings.allowedHosts().contains(address.hostAndPort())) {
      throw new WebException(
          "%s has the port %d, which can't be read.".formatted(address, address.port()));
    }
  }

  private RequestConfig timeouts(WebAddress address, Instant deadline) throws WebException {
    var left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      throw new WebException("There was no time left to read %s.".formatted(address));
    }
    return RequestConfig.custom()
        .setResponseTimeout(Timeout.of(left))
        .setConnectionRequestTimeout(Timeout.of(left))
        .build();
  }

  private Reply reply(WebAddress address, ClassicHttpResponse response, Instant deadline)
      throws IOException, WebException {
    var location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (REDIRECTS.contains(response.getCode()) && location != null) {
      return new Moved(location.getValue());
    }
    int limit = Math.toIntExact(settings.largestPage().toBytes());
    var body = Body.read(address, response.getEntity(), limit, () -> timeIsUp(deadline));
    var entity = response.getEntity();
    var type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
    return new Found(new Answer(address, response.getCode(), type, body.bytes(), body.cut()));
  }

  private boolean timeIsUp(Instant deadline) {
    return clock.instant().isAfter(deadline);
  }

  private static WebException failure(WebAddress address, IOException e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      var interrupted = new InterruptedException();
      interrupted.initCause(e);
      throw interrupted;
    }
    return new WebException(sentence(address, e), e);
  }

  private static String sentence(WebAddress address, IOException e) {
    return switch (e) {
      case GuardedResolver.NotPublicException _ ->
          "%s is at no public address; only the public web can be read.".formatted(address);
      case UnknownHostException _ -> "There is no host %s.".formatted(address.host());
      case SSLException _ ->
          "There is no secure connection to %s: its certificate or encryption is not right."
              .formatted(address.host());
      case InterruptedIOException _ -> "%s did not answer in time.".formatted(address);
      default -> "%s can't be reached or broke off.".formatted(address);
    };
  }

  private static void close(@Nullable ClassicHttpResponse response) {
    if (response != null) {
      try {
        response.close();
      } catch (IOException _) {
        // It was cancelled in the middle, as intended.
      }
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
