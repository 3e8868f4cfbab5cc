package dev.turnpike.platform;

import dev.turnpike.platform.TlsTrouble.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Why a Kafka client gets no answer, in a sentence: what is wrong, and which setting mends it. */
public final class KafkaTrouble {
  private static final TlsSettings TLS =
      new TlsSettings(
          variable(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)
              + " (with "
              + variable(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG)
              + "=PEM)",
          variable(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
              + " (with "
              + variable(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG)
              + "=PEM: key and certificates in one file)",
          "set %s to PLAINTEXT or SASL_PLAINTEXT, or name the port that has TLS"
              .formatted(protocolVariable()));

  private KafkaTrouble() {}

  /** The environment variable that sets one of Kafka's client properties. */
  public static String variable(String property) {
    return "TURNPIKE_KAFKA_PROPERTIES_" + property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether these settings ask for TLS. */
  public static boolean wantsTls(KafkaProperties kafka) {
    return protocol(kafka).endsWith("SSL");
  }

  /** As it is configured. */
  public static String protocol(KafkaProperties kafka) {
    return kafka
        .properties()
        .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
        .toUpperCase(Locale.ROOT);
  }

  /** A client without TLS at a port that wants it; empty if that is not so. */
  public static Optional<String> mismatch(KafkaProperties kafka, InetSocketAddress address) {
    try {
      KafkaWire wire = KafkaWire.at(address);
      if (wire == KafkaWire.TLS && !wantsTls(kafka)) {
        return Optional.of(
            sentence(
                kafka,
                "it speaks TLS only, and %s is %s".formatted(protocolVariable(), protocol(kafka)),
                "set it to SSL, or to SASL_SSL if there is a login"));
      }
      if (wire == KafkaWire.PLAIN && wantsTls(kafka)) {
        return Optional.of(told(kafka, TlsTrouble.NO_TLS));
      }
    } catch (IOException e) {
      // Whether it can be reached at all is not asked here.
    }
    return Optional.empty();
  }

  /** The same for the first of the addresses that can be reached. */
  public static Optional<String> mismatch(KafkaProperties kafka) {
    for (String server : kafka.servers()) {
      Optional<String> mismatch = mismatch(kafka, KafkaProperties.address(server));
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  /** What the failure of a client, or of making one, means. */
  public static String of(KafkaProperties kafka, Throwable failure) {
    Optional<FileSystemException> file = find(failure, FileSystemException.class);
    if (file.isPresent()) {
      return unreadable(kafka, file.get());
    }
    Optional<TlsTrouble> tls = TlsTrouble.in(failure);
    if (tls.isPresent()) {
      return told(kafka, tls.get());
    }
    Optional<AuthenticationException> login = find(failure, AuthenticationException.class);
    if (login.isPresent()) {
      return refused(kafka, login.get());
    }
    if (failure instanceof KafkaException
        && !(failure instanceof ApiException)) { // the client could not even be made
      return "Kafka's client can't be set up with these properties (%s): check the variables that begin with %s."
          .formatted(Reasons.of(root(failure)), variable(""));
    }
    String speaks =
        protocol(kafka).startsWith("SASL")
            ? "what answers there does not speak as a Kafka broker"
            : "what answers there does not speak as a Kafka broker, or only with those who log in";
    return sentence(
        kafka,
        "%s (%s)".formatted(speaks, Reasons.of(failure)),
        "check the address, and whether %s, which is %s, is what this port wants"
            .formatted(protocolVariable(), protocol(kafka)));
  }

  private static String refused(KafkaProperties kafka, AuthenticationException login) {
    Map<String, String> properties = kafka.properties();
    String mechanism = properties.getOrDefault(SaslConfigs.SASL_MECHANISM, "GSSAPI");
    if (login instanceof UnsupportedSaslMechanismException) {
      return sentence(
          kafka,
          "the broker offers no login by %s (%s)".formatted(mechanism, Reasons.of(login)),
          "set %s to one that it offers".formatted(variable(SaslConfigs.SASL_MECHANISM)));
    }
    if (login instanceof IllegalSaslStateException) {
      return sentence(
          kafka,
          "the broker wants no login on that port (%s)".formatted(Reasons.of(login)),
          "set %s to %s, or name the port that has logins"
              .formatted(protocolVariable(), protocol(kafka).replace("SASL_", "")));
    }
    return sentence(
        kafka,
        "the broker refuses the credentials (%s)".formatted(Reasons.of(login)),
        "check user and password in %s".formatted(variable(SaslConfigs.SASL_JAAS_CONFIG)));
  }

  private static String unreadable(KafkaProperties kafka, FileSystemException failure) {
    String file = String.valueOf(failure.getFile());
    String property =
        kafka.properties().entrySet().stream()
            .filter(each -> each.getValue().equals(file))
            .map(each -> variable(each.getKey()))
            .findFirst()
            .orElse("One of Kafka's properties");
    return failure instanceof NoSuchFileException
        ? "%s is \"%s\", but there is no such file: correct its name, or put the file there."
            .formatted(property, file)
        : "%s is \"%s\", but that file can't be read (%s): let this user read it."
            .formatted(property, file, failure.getClass().getSimpleName());
  }

  private static String told(KafkaProperties kafka, TlsTrouble trouble) {
    return sentence(kafka, trouble.diagnosis(), trouble.remedy(TLS));
  }

  private static String sentence(KafkaProperties kafka, String what, String remedy) {
    return "%s is \"%s\", but %s: %s."
        .formatted(KafkaProperties.VARIABLE, kafka.bootstrapServers(), what, remedy);
  }

  private static String protocolVariable() {
    return variable(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
