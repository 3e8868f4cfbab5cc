package dev.turnpike.chaos.audit;

import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.chaos.cluster.Incarnation;
import dev.turnpike.chaos.cluster.Incarnation.Ending;
import dev.turnpike.chaos.cluster.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for files that should be gone: temporary ones of processes, half-written ones, and deleted
 * ones that somebody still has open. What is not there at each of several looks was somebody's
 * work.
 */
final class FileLeftovers {
  private static final int LOOKS = 20;

  /**
   * What a process lays down for itself when it starts, each once, and takes away when it stops:
   * libraries that are unpacked to be loaded, and the folders of its HTTP server. Who is killed
   * can't.
   */
  private static final List<Pattern> OWN =
      Stream.of(
              "librocksdbjni.*", "onnxruntime-java.*", "jetty-docbase\\..*", "jetty-(?!docbase).*")
          .map(Pattern::compile)
          .toList();

  /** Files that are written aside and renamed, or that hold what is sorted and merged. */
  private static final Pattern HALF_WRITTEN =
      Pattern.compile(".*\\.(tmp|part|dbtmp|cleaned|swap)|pgsql_tmp.*");

  private final RunFiles files;
  private final Set<String> cutOff;
  private final ProcFiles processes;
  private final Duration betweenLooks;

  /**
   * @param cutOff the parts that were killed, or ended in another way without being told to
   */
  FileLeftovers(RunFiles files, Set<String> cutOff, ProcFiles processes, Duration betweenLooks) {
    this.files = files;
    this.cutOff = Set.copyOf(cutOff);
    this.processes = processes;
    this.betweenLooks = betweenLooks;
  }

  List<Leftover> look() throws InterruptedException {
    return List.of(
        again("temporary files of processes that were told to stop", this::ofTheStopped),
        again("temporary files of processes that run, beyond their own", this::ofTheRunning),
        again("temporary files that a kill does not account for", this::ofTheKilled),
        again("half-written files of parts that were not killed", this::halfWritten),
        again("deleted files that a process has open", this::heldOpen));
  }

  /** One look. */
  private interface Look {
    Set<String> take();
  }

  private Leftover again(String what, Look look) throws InterruptedException {
    Set<String> there = look.take();
    for (int i = 1; i < LOOKS && !there.isEmpty(); i++) {
      Thread.sleep(betweenLooks);
      there.retainAll(look.take());
    }
    return new Leftover(what, there.size(), there.stream().findFirst().orElse(""));
  }

  private Set<String> ofTheStopped() {
    return ofEach(Ending.STOPPED, names -> names, FileLeftovers::hasContent);
  }

  private Set<String> ofTheRunning() {
    return ofEach(Ending.NONE, FileLeftovers::strange, _ -> true);
  }

  private Set<String> ofTheKilled() {
    return ofEach(Ending.CUT_OFF, FileLeftovers::strange, _ -> true);
  }

  /** What to find fault with of all that is in a folder. */
  private interface Choice {
    List<String> of(List<String> names);
  }

  private Set<String> ofEach(Ending ending, Choice choice, Predicate<Path> counted) {
    Set<String> found = new LinkedHashSet<>();
    for (Incarnation one : files.incarnations()) {
      if (one.ending() == ending) {
        choice.of(names(one.temporary(), counted)).forEach(name -> found.add(name + " of " + one));
      }
    }
    return found;
  }

  /** What is no process's own, or is there a second time. */
  private static List<String> strange(List<String> names) {
    List<String> strange = new ArrayList<>(names);
    for (Pattern own : OWN) {
      strange.stream()
          .filter(name -> own.matcher(name).matches())
          .findFirst()
          .ifPresent(strange::remove);
    }
    return strange;
  }

  /**
   * ONNX leaves the empty folder of its library: it asks the JVM for the deletion of the files
   * first, and the JVM deletes in the reverse order.
   */
  private static boolean hasContent(Path entry) {
    String[] content = entry.toFile().list();
    return content == null || content.length > 0;
  }

  private static List<String> names(Path folder, Predicate<Path> counted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(counted).map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(folder + " can't be read", e);
    }
  }

  /**
   * Who is killed between writing a file aside and renaming it leaves it; the next one that is
   * written there takes its place.
   */
  private Set<String> halfWritten() {
    Set<String> found = new LinkedHashSet<>();
    Path folder = files.folder();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
              return each.equals(RunFiles.temporary(folder))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
              if (HALF_WRITTEN.matcher(each.getFileName().toString()).matches()
                  && !cutOff.contains(files.part(each))) {
                found.add(folder.relativize(each).toString());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException changed) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Set<String> heldOpen() {
    Set<String> found = new LinkedHashSet<>();
    for (Incarnation one : files.incarnations()) {
      if (one.ending() == Ending.NONE) {
        processes.deletedOpenFiles(one.pid()).forEach(file -> found.add(file + ", open in " + one));
      }
    }
    return found;
  }
}
