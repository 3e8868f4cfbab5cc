package dev.turnpike.testing;

import dev.turnpike.schemas.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, made with the JDK's keytool; all files are PEM. */
public final class TestAuthority {

  private static final char[] PASSWORD = "not-a-secret".toCharArray();
  private static final String HERE = "ip:127.0.0.1,dns:localhost";

  /**
   * @param certificate with its authority's
   * @param key unencrypted PKCS #8
   * @param both key and certificate in one file, as Kafka wants them
   */
  public record Identity(Path certificate, Path key, Path both) {}

  private final Path folder;
  private final Path store;

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
  }

  public static TestAuthority in(Path folder) {
    try {
      Files.createDirectories(folder);
      TestAuthority authority = new TestAuthority(folder);
      authority.keytool("-alias", "ca", "-dname", "CN=Test authority", "-ext", "bc:c=ca:true");
      Files.writeString(
          authority.certificate(), pem("CERTIFICATE", authority.chain("ca")[0].getEncoded()));
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What trusts it. */
  public Path certificate() {
    return folder.resolve("ca.crt");
  }

  /** Trusts this authority and shows the identity. */
  public TlsFiles tls(Identity identity) {
    return new TlsFiles(certificate(), identity.certificate(), identity.key());
  }

  /** For a server on this machine, or a client of that name. */
  public Identity issue(String name) {
    return issue(name, HERE);
  }

  /** For a server that is somewhere else. */
  public Identity issueForHost(String name, String host) {
    return issue(name, "dns:" + host);
  }

  /** For a server on this machine, until yesterday. */
  public Identity issueExpired(String name) {
    return issue(name, HERE, "-startdate", "-10d", "-validity", "9");
  }

  private Identity issue(String name, String alternatives, String... more) {
    List<String> options =
        new ArrayList<>(List.of("-alias", name, "-signer", "ca", "-dname", "CN=" + name, "-ext"));
    options.add("san=" + alternatives);
    options.addAll(List.of(more));
    keytool(options.toArray(String[]::new));
    try {
      String key = pem("PRIVATE KEY", store().getKey(name, PASSWORD).getEncoded());
      StringBuilder chain = new StringBuilder();
      for (Certificate each : chain(name)) {
        chain.append(pem("CERTIFICATE", each.getEncoded()));
      }
      return new Identity(
          written(name + ".crt", chain.toString()),
          written(name + ".key", key),
          written(name + ".pem", key + chain));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PostgreSQL refuses a key that others may read. */
  private Path written(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private Certificate[] chain(String alias) throws GeneralSecurityException, IOException {
    Certificate[] chain = store().getCertificateChain(alias);
    // A client has the root itself.
    return chain.length == 1 ? chain : Arrays.copyOf(chain, chain.length - 1);
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    }
  }

  private void keytool(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
    command.addAll(List.of(options));
    if (!command.contains("-validity")) {
      command.addAll(List.of("-validity", "30"));
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind);
  }
}
