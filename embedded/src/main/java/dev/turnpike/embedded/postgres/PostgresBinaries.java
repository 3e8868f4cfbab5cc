package dev.turnpike.embedded.postgres;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.FolderTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once per user from the archive on the class path.
 *
 * <p>The folder's name carries the archive's checksum, and it appears by one rename: a folder that
 * is there is complete, and a new version gets its own.
 */
record PostgresBinaries(Path home) {

  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

  static PostgresBinaries unpacked() {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL url = PostgresBinaries.class.getResource("/" + archive);
    if (url == null) {
      throw new EmbeddedStartException(
          "There is no embedded PostgreSQL for this machine (%s): start PostgreSQL 17 with pgvector yourself and set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."
              .formatted(archive));
    }
    try {
      Path home = CacheFolder.resolve("postgresql-17-" + fingerprint(url));
      if (!Files.isDirectory(home)) {
        unpack(url, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new EmbeddedStartException("Can't unpack PostgreSQL: " + e, e);
    }
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Puts pgvector's files where this server looks for extensions. */
  void install(Path pgvector) {
    try (var files = Files.newDirectoryStream(pgvector, "vector*")) {
      for (Path file : files) {
        boolean library =
            !file.toString().endsWith(".sql") && !file.toString().endsWith(".control");
        copy(file, home.resolve(library ? "lib/postgresql" : "share/postgresql/extension"));
      }
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Can't install pgvector from %s into PostgreSQL: %s".formatted(pgvector, e), e);
    }
  }

  static String archiveName(@Nullable String osName, @Nullable String osArch) {
    String system = String.valueOf(osName).toLowerCase(Locale.ROOT).split(" ")[0];
    String processor =
        switch (String.valueOf(osArch)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          case String other -> other;
        };
    return "postgres-%s-%s.txz".formatted(system, processor);
  }

  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(connection.getContentLengthLong());
  }

  /**
   * Other processes may have the old file open or be copying too, so it is replaced, never written.
   */
  private static void copy(Path file, Path folder) throws IOException {
    Path target = folder.resolve(file.getFileName());
    if (Files.exists(target) && Files.mismatch(file, target) == -1) {
      return;
    }
    Path copy = Files.createTempFile(folder, "vector", ".tmp");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(URL archive, Path home) throws IOException {
    log.atInfo().addKeyValue("folder", home).log("Unpacking PostgreSQL");
    Files.createDirectories(home.getParent());
    Path unfinished = Files.createTempDirectory(home.getParent(), "postgresql-");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZInputStream(new BufferedInputStream(archive.openStream())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, unfinished);
      }
    }
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FolderTree.delete(unfinished);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("The archive names a file outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
