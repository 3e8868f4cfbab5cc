package dev.turnpike.platform;

import dev.turnpike.schemas.RegistrySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks the registry for the schema types it knows; any of its addresses may answer. */
final class RegistryProbe implements Watch.Probe {
  private final RegistrySettings settings;
  private final HttpClient http;

  RegistryProbe(RegistrySettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .sslContext(settings.tls().context())
            .build();
  }

  @Override
  public void probe() throws IOException, InterruptedException {
    IOException last = new IOException("no address");
    for (URI url : settings.urls()) {
      try {
        check(http.send(request(url), HttpResponse.BodyHandlers.discarding()).statusCode());
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  @Override
  public void close() {
    http.close();
  }

  private static void check(int status) throws IOException {
    if (status == 401 || status == 403) {
      throw new IOException("it refuses the credentials with status " + status);
    }
    if (status >= 500) {
      throw new IOException("it answers with status " + status);
    }
  }

  private HttpRequest request(URI url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/schemas/types"))
            .timeout(settings.requestTimeout());
    String token = settings.bearerToken();
    String userInfo = settings.basicAuthUserInfo();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    } else if (userInfo != null) {
      byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return request.build();
  }
}
