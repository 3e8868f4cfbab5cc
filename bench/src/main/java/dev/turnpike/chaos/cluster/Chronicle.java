package dev.turnpike.chaos.cluster;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened to the parts of the cluster, and when: told as it happens, and kept. */
public final class Chronicle {

  /**
   * @param part as in {@code agent-workers-2}
   * @param event what happened to it
   * @param note more about it, or ""
   */
  public record Entry(Instant at, String part, Event event, String note) {

    @Override
    public String toString() {
      return part + " " + event.words() + (note.isEmpty() ? "" : " (" + note + ")");
    }
  }

  /** What can happen to a part. */
  public enum Event {
    READY("is ready"),
    KILLED("killed"),
    TERMINATED("told to stop"),
    STOPPED("has stopped"),
    PAUSED("frozen"),
    RESUMED("goes on"),
    DOWN("taken down"),
    FED("fed"),
    HALTED("has halted by itself"),
    IMPAIRED("is impaired"),
    HEALED("is as before"),
    /** The run could not do to it what it had planned. */
    FAILED("COULD NOT BE DISTURBED"),
    /** Nobody wanted it to. */
    DIED("DIED UNBIDDEN"),
    /** It had to be killed. */
    STUCK("DID NOT STOP IN TIME");

    private final String words;

    Event(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether it must not happen, whatever the disturbance. */
    public boolean isFault() {
      return this == DIED || this == STUCK || this == FAILED;
    }
  }

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final Consumer<String> tell;

  public Chronicle(Consumer<String> tell) {
    this.tell = tell;
  }

  public void note(String part, Event event) {
    note(part, event, "");
  }

  public void note(String part, Event event, String note) {
    Entry entry = new Entry(Instant.now(), part, event, note);
    entries.add(entry);
    tell.accept(entry.toString());
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }
}
