import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the binaries of other systems out of libraries' jars: an image runs on one. Several
 * libraries bring theirs for all systems, one of them with 61 MB of debugging symbols for Windows.
 *
 * <p>What is taken out is what surely runs elsewhere; a name that says nothing stays.
 */
final class ForeignBinaries {
  private static final Pattern NOT_LINUX =
      Pattern.compile("\\.(dll|pdb|dylib|jnilib)$|\\.dSYM/");
  private static final Pattern BINARY = Pattern.compile("\\.(so|a)$");
  private static final Pattern NEVER =
      Pattern.compile(
          "musl|ppc|s390|riscv|loong|mips|sparc|sunos|solaris|aix|freebsd|openbsd|dragonfly"
              + "|android|linux32|i386|i686|/x86/|linux-x86/|armel|armv|/arm/|linux-arm/");
  private static final Pattern ARM = Pattern.compile("aarch64|arm64");
  private static final Pattern INTEL = Pattern.compile("x86_64|x86-64|amd64|x64|linux64\\.");

  private ForeignBinaries() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
    long saved = 0;
    for (Path jar : jars) {
      saved += slim(jar);
    }
    System.out.printf("%d MB of other systems' binaries left out%n", saved / 1_000_000);
  }

  /** Returns how many bytes smaller the file is. */
  private static long slim(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.stream().noneMatch(ForeignBinaries::isForeign)) {
        return 0;
      }
      Path slim = Path.of(jar + ".slim");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(slim))) {
        for (ZipEntry entry : zip.stream().toList()) {
          if (!isForeign(entry)) {
            copy(zip, entry, out);
          }
        }
      }
      long saved = Files.size(jar) - Files.size(slim);
      Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
      return saved;
    }
  }

  private static void copy(ZipFile zip, ZipEntry entry, ZipOutputStream out) throws IOException {
    ZipEntry same = new ZipEntry(entry.getName());
    same.setTimeLocal(entry.getTimeLocal());
    out.putNextEntry(same);
    try (InputStream in = zip.getInputStream(entry)) {
      in.transferTo((OutputStream) out);
    }
    out.closeEntry();
  }

  private static boolean isForeign(ZipEntry entry) {
    return isForeign(entry.getName(), System.getProperty("os.arch"));
  }

  static boolean isForeign(String entry, String architecture) {
    if (NOT_LINUX.matcher(entry).find()) {
      return true;
    }
    String name = entry.toLowerCase(Locale.ROOT);
    if (!BINARY.matcher(name).find()) {
      return false;
    }
    Pattern other = architecture.equals("aarch64") ? INTEL : ARM;
    return NEVER.matcher(name).find() || other.matcher(name).find();
  }
}
