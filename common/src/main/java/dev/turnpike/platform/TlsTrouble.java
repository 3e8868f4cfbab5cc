package dev.turnpike.platform;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What goes wrong when two sides agree on TLS. Libraries wrap the reason several times and tell it
 * in their own words, of which the type and a few words are all that can be relied on.
 */
public enum TlsTrouble {
  UNTRUSTED("its certificate comes from an authority that is not trusted here") {
    @Override
    String remedy(TlsSettings settings) {
      return "set %s to the PEM file of that authority".formatted(settings.authorities());
    }
  },
  EXPIRED("its certificate is not valid today") {
    @Override
    String remedy(TlsSettings settings) {
      return "give the server a new certificate, and look at the clocks of both machines";
    }
  },
  OTHER_HOST("its certificate is for another host") {
    @Override
    String remedy(TlsSettings settings) {
      return "use a name that stands in the certificate, or give the server one with this name";
    }
  },
  CERTIFICATE_WANTED("it wants a client certificate and got none that it takes") {
    @Override
    String remedy(TlsSettings settings) {
      return "set %s".formatted(settings.certificate());
    }
  },
  CERTIFICATE_REFUSED("it refuses our client certificate") {
    @Override
    String remedy(TlsSettings settings) {
      return "set %s to one that is valid and from an authority that the server trusts"
          .formatted(settings.certificate());
    }
  },
  NO_TLS("it does not speak TLS on that port") {
    @Override
    String remedy(TlsSettings settings) {
      return settings.withoutTls();
    }
  },
  OTHER("no TLS connection comes about") {
    @Override
    String remedy(TlsSettings settings) {
      return "compare the TLS versions and cipher suites of both sides, and see whether it wants a client certificate (%s)"
          .formatted(settings.certificate());
    }
  };

  /**
   * The settings that a remedy names.
   *
   * @param authorities where trusted authorities are set
   * @param certificate where the client certificate is set
   * @param withoutTls what to do when the server's port has no TLS
   */
  record TlsSettings(String authorities, String certificate, String withoutTls) {}

  private final String diagnosis;

  TlsTrouble(String diagnosis) {
    this.diagnosis = diagnosis;
  }

  abstract String remedy(TlsSettings settings);

  /** As part of a sentence about the other side. */
  public String diagnosis() {
    return diagnosis;
  }

  /** Empty if the failure has nothing to do with TLS. */
  public static Optional<TlsTrouble> in(Throwable failure) {
    boolean tls = false;
    int depth = 0;
    for (Throwable each = failure; each != null && depth < 20; each = each.getCause(), depth++) {
      Optional<TlsTrouble> known = known(each, String.valueOf(each.getMessage()));
      if (known.isPresent()) {
        return known;
      }
      tls |= each instanceof SSLException;
    }
    return tls ? Optional.of(OTHER) : Optional.empty();
  }

  private static Optional<TlsTrouble> known(Throwable failure, String message) {
    if (failure instanceof CertificateExpiredException
        || failure instanceof CertificateNotYetValidException
        || message.contains("CertificateExpiredException")
        || message.contains("CertificateNotYetValidException")) {
      return Optional.of(EXPIRED);
    }
    if (message.contains("unable to find valid certification path")
        || message.contains("does not chain with any of the trust anchors")
        || message.contains("signature check failed")) {
      return Optional.of(UNTRUSTED);
    }
    if (message.contains("No subject alternative")
        || message.contains("No name matching")
        || message.contains("could not be verified by hostnameverifier")) {
      return Optional.of(OTHER_HOST);
    }
    return message.contains("Received fatal alert") ? alert(message) : withoutTls(message);
  }

  /** What the other side thinks of our certificate. */
  private static Optional<TlsTrouble> alert(String message) {
    if (message.contains("certificate_required") || message.contains("bad_certificate")) {
      return Optional.of(CERTIFICATE_WANTED);
    }
    return message.contains("unknown_ca")
            || message.contains("certificate_unknown")
            || message.contains("certificate_expired")
        ? Optional.of(CERTIFICATE_REFUSED)
        : Optional.empty();
  }

  private static Optional<TlsTrouble> withoutTls(String message) {
    return message.contains("Unsupported or unrecognized SSL message")
            || message.contains("plaintext connection")
            || message.contains("server does not support SSL")
        ? Optional.of(NO_TLS)
        : Optional.empty();
  }
}
