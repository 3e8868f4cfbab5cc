package dev.turnpike.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the image's build, on names as the libraries have them. */
class ForeignBinariesTest {
  private static final List<String> OTHERS =
      List.of(
          "ai/onnxruntime/native/win-x64/onnxruntime.pdb",
          "ai/onnxruntime/native/osx-x64/libonnxruntime.dylib.dSYM/Contents/Info.plist",
          "native/lib/win-x86_64/cpu/tokenizers.dll",
          "librocksdbjni-linux64-musl.so",
          "librocksdbjni-linux-ppc64le.so",
          "com/sun/jna/linux-s390x/libjnidispatch.so");
  private static final List<String> STAYING =
      List.of(
          "org/example/Code.class",
          "native/lib/linux-%s/cpu/libtokenizers.so",
          "linux/%s/libzstd-jni-1.5.6-10.so",
          "native/unnamed/libsomething.so");

  @TempDir private Path folder;

  @Test
  void onlyThisPlatformsBinariesStay() throws IOException {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    List<String> own = named(STAYING, arm ? "aarch64" : "amd64");
    List<String> foreign = named(List.of("linux/%s/libzstd.so"), arm ? "amd64" : "aarch64");
    Path jar = folder.resolve("library.jar");
    write(jar, List.of(own, OTHERS, foreign));
    Path untouched = folder.resolve("ours.jar");
    write(untouched, List.of(List.of("dev/turnpike/Any.class")));
    byte[] before = Files.readAllBytes(untouched);

    Shell run =
        Shell.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "../infra/image/ForeignBinaries.java",
            folder.toString());

    assertThat(run.status()).as(run.out()).isZero();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyElementsOf(own);
    }
    assertThat(Files.readAllBytes(untouched)).isEqualTo(before);
  }

  private static List<String> named(List<String> patterns, String architecture) {
    return patterns.stream().map(each -> each.formatted(architecture)).toList();
  }

  private static void write(Path jar, List<List<String>> entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : entries.stream().flatMap(List::stream).toList()) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
