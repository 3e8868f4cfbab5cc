package dev.turnpike.schemas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection trusts and as whom it appears, as PEM files: what cert-manager and most
 * authorities give out. They are read once; who changes them restarts the process.
 *
 * @param authorities certificates that are trusted, and no others; absent: those of the JVM
 * @param certificate our own with those that lead to its authority; absent: none is shown
 * @param key of our certificate, unencrypted PKCS #8 ({@code BEGIN PRIVATE KEY})
 */
public record TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
  private static final char[] NO_PASSWORD = {};

  public TlsFiles {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "A client certificate needs both its certificate and its key: set both files or none.");
    }
  }

  /** The JVM's authorities, and no certificate. */
  public static TlsFiles none() {
    return new TlsFiles(null, null, null);
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException with a sentence that names the file and what is wrong with it
   */
  public SSLContext context() {
    try {
      if (authorities == null && certificate == null) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory keys = null;
      if (certificate != null && key != null) {
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity(certificate, key), NO_PASSWORD);
      }
      TrustManagerFactory trusted = null;
      if (authorities != null) {
        trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trusted(authorities));
      }
      context.init(
          keys == null ? null : keys.getKeyManagers(),
          trusted == null ? null : trusted.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  private static KeyStore trusted(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : certificates(file)) {
      store.setCertificateEntry("authority-" + number++, each);
    }
    return store;
  }

  private static KeyStore identity(Path certificate, Path key)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own", privateKey(key), NO_PASSWORD, certificates(certificate).toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file) throws GeneralSecurityException {
    String pem = text(file);
    List<Certificate> found =
        pem.contains("-----BEGIN CERTIFICATE-----")
            ? new ArrayList<>(
                CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                        new ByteArrayInputStream(
                            pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"))
                                .getBytes(StandardCharsets.ISO_8859_1))))
            : List.of();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "The file %s holds no certificate: it must have a part that begins with -----BEGIN CERTIFICATE-----."
              .formatted(file));
    }
    return found;
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
    Matcher pem = KEY.matcher(text(file));
    if (!pem.find()) {
      throw new IllegalArgumentException(
          "The file %s holds no key that can be read: write it as unencrypted PKCS #8 (-----BEGIN PRIVATE KEY-----), for instance with openssl pkcs8 -topk8 -nocrypt."
              .formatted(file));
    }
    var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // It is a key of another kind.
      }
    }
    throw new IllegalArgumentException(
        "The file %s holds a key that is neither %s."
            .formatted(file, String.join(" nor ", ALGORITHMS)));
  }

  /** Bundles of authorities hold their names as comments, in whatever encoding. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file %s can't be read (%s): correct its name or let this user read it."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
