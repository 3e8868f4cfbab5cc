package dev.turnpike.chaos.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of limited size, in memory, that can be filled up. */
public final class SmallDisk {
  private static final int BLOCK = 1 << 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Lies on the folder until its claim is given back.
   *
   * @throws KernelRefusal where there can't be one
   */
  static SmallDisk mount(Claim claim, Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String source = Leftovers.of(claim.number()).family();
    SystemCommand.run(
        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", source, folder.toString());
    return new SmallDisk(folder);
  }

  /** Until nothing more can be written. */
  public void fill() {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    try (FileChannel file =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (file.write(block.rewind()) > 0) {
        // To the last byte.
      }
    } catch (IOException full) {
      // That was the point.
    }
  }

  /** Takes the ballast away. */
  public void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }
}
