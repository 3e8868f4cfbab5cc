package dev.turnpike.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one embedded part, held by at most one process at a time.
 *
 * <p>The hold is a file lock: the operating system releases it however the process ends, so a
 * folder left behind by kill -9 can be claimed at once. The lock file carries the holder's process
 * id, for the message that the second claimant gets.
 */
public final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "in-use";

  private final Path path;
  private final FileChannel lockChannel;

  private DataFolder(Path path, FileChannel lockChannel) {
    this.path = path;
    this.lockChannel = lockChannel;
  }

  /** Creates the folder if need be and holds it until {@link #close}. */
  public static DataFolder claim(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK_FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new EmbeddedStartException(
            "The data folder %s is in use by process %s: stop that process or choose another folder."
                .formatted(path, holder));
      }
      channel.truncate(0);
      channel.write(
          StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "Can't use the data folder %s (%s): make it writable or choose another folder."
              .formatted(path, e),
          e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new IllegalStateException("Could not release " + path, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisJvm) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    return StandardCharsets.US_ASCII.decode(text.flip()).toString();
  }
}
