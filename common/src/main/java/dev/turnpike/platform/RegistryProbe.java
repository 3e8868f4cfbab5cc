package dev.turnpike.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks the registry for the schema types it knows; any of its addresses may answer. */
final class RegistryProbe implements Watch.Probe {
  private final RegistryProperties properties;
  private final HttpClient http;

  RegistryProbe(RegistryProperties properties) {
    this.properties = properties;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.requestTimeout())
            .build();
  }

  @Override
  public void probe() throws IOException, InterruptedException {
    IOException last = new IOException("no address");
    for (URI url : properties.urls()) {
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
    String base = url.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/schemas/types"))
            .timeout(properties.requestTimeout());
    if (!properties.bearerToken().isEmpty()) {
      request.header("Authorization", "Bearer " + properties.bearerToken());
    } else if (!properties.basicAuthUserInfo().isEmpty()) {
      byte[] userInfo = properties.basicAuthUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(userInfo));
    }
    return request.build();
  }
}
