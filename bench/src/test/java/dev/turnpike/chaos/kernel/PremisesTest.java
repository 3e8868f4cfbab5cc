package dev.turnpike.chaos.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PremisesTest {
  private static final Path NAMESPACES = Path.of("/run/netns");

  @TempDir private Path folder;

  @Test
  void aPlainOneIsTheLoopbackInterface() {
    try (Premises premises = Premises.plain()) {
      assertThat(premises.host("any")).isSameAs(Host.LOOPBACK);
      assertThat(premises.gateway()).isEqualTo("127.0.0.1");
      assertThat(premises.host("any").entrance()).isEmpty();
      assertThat(premises.disk(folder, 1)).isEmpty();
      assertThat(premises.missingNetwork()).isPresent();
      assertThat(premises.missingDisks()).isPresent();
    }
  }

  @Test
  void namespacesAreApartAndAreGivenBack() throws IOException {
    Namespace namespace;
    try (Premises premises = withNetwork()) {
      namespace = premises.host("one").namespace().orElseThrow();
      assertThat(NAMESPACES.resolve(namespace.name())).exists();
      assertThat(reaches(namespace, premises.gateway())).isTrue();

      namespace.apply(RuleSet.cutOff());
      assertThat(reaches(namespace, premises.gateway())).isFalse();

      namespace.lift();
      namespace.slow(new SlowLink(50, 1000));
      assertThat(reaches(namespace, premises.gateway())).isTrue();
      namespace.hurry();
    }
    assertThat(NAMESPACES.resolve(namespace.name())).doesNotExist();
    assertThat(Path.of("/sys/class/net", namespace.link())).doesNotExist();
    assertThat(Path.of("/sys/class/net", namespace.bridge())).doesNotExist();
  }

  @Test
  void whatIsCutOffFromOneServerReachesTheOthers() throws IOException {
    try (Premises premises = withNetwork();
        ServerSocket one = server(premises.gateway());
        ServerSocket other = server(premises.gateway())) {
      Namespace namespace = premises.host("one").namespace().orElseThrow();
      namespace.apply(RuleSet.cutOffFrom(premises.gateway(), one.getLocalPort()));
      assertThat(reaches(namespace, one)).isFalse();
      assertThat(reaches(namespace, other)).isTrue();
      namespace.lift();
      assertThat(reaches(namespace, one)).isTrue();
    }
  }

  @Test
  void aSmallDiskFillsUpAndIsGivenBack() throws IOException {
    try (Premises premises = Premises.possible()) {
      assumeTrue(premises.missingDisks().isEmpty(), () -> "left out: " + premises.missingDisks());
      SmallDisk disk = premises.disk(folder.resolve("small disk"), 1).orElseThrow();
      Path file = folder.resolve("small disk").resolve("file");
      disk.fill();
      assertThat(writes(file)).isFalse();
      disk.free();
      assertThat(writes(file)).isTrue();
    }
    assertThat(folder.resolve("small disk")).isEmptyDirectory();
  }

  @Test
  void theNextRunRemovesWhatADeadOneLeft() throws IOException, InterruptedException {
    withNetwork().close();
    Path disk = folder.resolve("disk");
    Process dead =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DeadRun.class.getName(),
                disk.toString())
            .start();
    String namespace = dead.inputReader().readLine();
    assertThat(dead.waitFor()).isEqualTo(9);
    assertThat(NAMESPACES.resolve(namespace)).exists();
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).contains(disk.toString());

    Claim.take().close();

    assertThat(NAMESPACES.resolve(namespace)).doesNotExist();
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(disk.toString());
  }

  @Test
  void mountsAreKnownByTheRunThatMadeThem() {
    assertThat(
            Leftovers.of(3)
                .mounts(
                    List.of(
                        "turnpike-3 /tmp/a\\040b tmpfs rw 0 0",
                        "turnpike-30 /tmp/c tmpfs rw 0 0",
                        "proc /proc proc rw 0 0")))
        .containsExactly("/tmp/a b");
  }

  @Test
  void numbersAreTakenOnceAtATime() {
    try (Claim one = Claim.take();
        Claim two = Claim.take()) {
      assertThat(two.number()).isNotEqualTo(one.number());
    }
  }

  private static Premises withNetwork() {
    Premises premises = Premises.possible();
    if (premises.missingNetwork().isPresent()) {
      premises.close();
      assumeTrue(false, () -> "left out: " + premises.missingNetwork());
    }
    return premises;
  }

  private static boolean reaches(Namespace namespace, String address) throws IOException {
    try (ServerSocket server = server(address)) {
      return reaches(namespace, server);
    }
  }

  private static ServerSocket server(String address) throws IOException {
    return new ServerSocket(0, 5, InetAddress.getByName(address));
  }

  private static boolean reaches(Namespace namespace, ServerSocket server) {
    String connect =
        "echo >/dev/tcp/%s/%d"
            .formatted(server.getInetAddress().getHostAddress(), server.getLocalPort());
    try {
      SystemCommand.run(
          "ip", "netns", "exec", namespace.name(), "timeout", "2", "bash", "-c", connect);
      return true;
    } catch (KernelRefusal unreachable) {
      return false;
    }
  }

  private static boolean writes(Path file) {
    try {
      Files.write(file, new byte[100_000]);
      return true;
    } catch (IOException full) {
      return false;
    }
  }
}
