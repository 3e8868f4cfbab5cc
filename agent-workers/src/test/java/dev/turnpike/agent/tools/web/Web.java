package dev.turnpike.agent.tools.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Clients as configured. */
final class Web {

  private Web() {}

  static WebProperties settings(String... namesAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put("turnpike.tools.web." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("turnpike.tools.web", WebProperties.class);
  }

  static WebClient client(WebProperties settings) {
    return new WebClient(settings, Clock.systemUTC());
  }

  static WebClient client(WebProperties settings, GuardedResolver.Lookup lookup) {
    return new WebClient(settings, Clock.systemUTC(), lookup);
  }

  /** One that may read from this site only. */
  static WebClient clientOf(Site site) {
    return client(settings("allowed-hosts", "127.0.0.1:" + site.port()));
  }

  static Instant soon() {
    return in(Duration.ofSeconds(20));
  }

  static Instant in(Duration time) {
    return Instant.now().plus(time);
  }

  static InetAddress[] addresses(String... literals) throws UnknownHostException {
    var addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return addresses;
  }
}
