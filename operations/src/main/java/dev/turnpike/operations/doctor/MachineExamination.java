package dev.turnpike.operations.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * This machine, for {@code ./turnpike up}: Java, memory, files, disk, port, and what pgvector
 * needs.
 */
final class MachineExamination implements Examination {

  private static final int JAVA = 25;
  private static final long NEEDED_MEMORY = 2L << 30;
  private static final long NEEDED_DISK = 2L << 30;
  private static final long SMALLEST_DISK = 300L << 20;
  private static final long NEEDED_FILES = 4_096;
  private static final int PORT = 8080;
  private static final List<String> TOOLS = List.of("bash", "apt-get", "dpkg-deb");

  private final Path folder;
  private final boolean running;

  /**
   * @param folder where data lives, or will
   * @param running whether Turnpike runs on it now
   */
  MachineExamination(Path folder, boolean running) {
    this.folder = folder.toAbsolutePath().normalize();
    this.running = running;
  }

  @Override
  public String part() {
    return "this machine";
  }

  @Override
  public void examine(Consumer<Finding> findings) throws IOException {
    java(findings);
    memory(findings);
    files(findings);
    disk(findings);
    if (!running) {
      port(findings);
    }
    pgvector(findings);
  }

  private static void java(Consumer<Finding> findings) {
    int version = Runtime.version().feature();
    findings.accept(
        version >= JAVA
            ? Finding.good("Java %s.".formatted(Runtime.version()))
            : Finding.problem(
                "Java is %s: install a JDK %d or newer.".formatted(Runtime.version(), JAVA)));
  }

  private static void memory(Consumer<Finding> findings) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long memory = system.getTotalMemorySize();
    findings.accept(
        memory >= NEEDED_MEMORY
            ? Finding.good(
                "Memory: %d MB, %d processors."
                    .formatted(memory >> 20, Runtime.getRuntime().availableProcessors()))
            : Finding.warning(
                "Memory: %d MB; everything together wants %d MB."
                    .formatted(memory >> 20, NEEDED_MEMORY >> 20)));
  }

  private static void files(Consumer<Finding> findings) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long most = unix.getMaxFileDescriptorCount();
      findings.accept(
          most >= NEEDED_FILES
              ? Finding.good("Open files allowed: %d.".formatted(most))
              : Finding.warning(
                  "Only %d open files are allowed, which the log and streams use up: raise it, ulimit -n %d."
                      .formatted(most, NEEDED_FILES * 4)));
    }
  }

  private void disk(Consumer<Finding> findings) throws IOException {
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      findings.accept(
          Finding.problem(
              "%s can't be written to: choose another data folder with --data DIR."
                  .formatted(existing)));
      return;
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    if (free < SMALLEST_DISK) {
      findings.accept(
          Finding.problem(
              "The disk of %s has %d MB left: make room, or choose another with --data DIR."
                  .formatted(folder, free >> 20)));
    } else if (free < NEEDED_DISK) {
      findings.accept(
          Finding.warning(
              "The disk of %s has %d MB left, which a busy day fills."
                  .formatted(folder, free >> 20)));
    } else {
      findings.accept(Finding.good("Disk: %d MB left for %s.".formatted(free >> 20, folder)));
    }
  }

  private static void port(Consumer<Finding> findings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      findings.accept(Finding.good("Port %d is free.".formatted(PORT)));
    } catch (IOException e) {
      findings.accept(
          Finding.warning(
              "Port %d is taken by another program: stop it, or start with ./turnpike up --port %d."
                  .formatted(PORT, PORT + 1_000)));
    }
  }

  /** Made of the operating system's package at the first start. */
  private static void pgvector(Consumer<Finding> findings) {
    if (Files.exists(cache().resolve("pgvector-17").resolve("vector.so"))) {
      findings.accept(Finding.good("pgvector's files for the built-in PostgreSQL are ready."));
      return;
    }
    List<String> missing = TOOLS.stream().filter(each -> !isInstalled(each)).toList();
    findings.accept(
        missing.isEmpty()
            ? Finding.good(
                "pgvector's files will be made at the first start, from this machine's package"
                    + " mirror.")
            : Finding.warning(
                "The built-in PostgreSQL needs %s to get pgvector from Debian's packages: install it, or set DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD to a PostgreSQL 17 that has it."
                    .formatted(String.join(", ", missing))));
  }

  private static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path base =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home", ""), ".cache")
            : Path.of(set);
    return base.resolve("turnpike");
  }

  private static boolean isInstalled(String program) {
    String path = String.valueOf(System.getenv("PATH"));
    return Stream.of(path.split(":"))
        .anyMatch(each -> !each.isEmpty() && Files.isExecutable(Path.of(each, program)));
  }
}
