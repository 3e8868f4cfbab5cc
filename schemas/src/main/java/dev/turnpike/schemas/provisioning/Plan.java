package dev.turnpike.schemas.provisioning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole difference, before anything is done about it. */
public record Plan(List<Section> sections) {

  /** What one area has found. */
  public record Section(Area area, List<Change> changes) {

    public Section {
      changes = List.copyOf(changes);
    }

    Stream<Change> with(Change.Sign sign) {
      return changes.stream().filter(change -> change.sign() == sign);
    }

    List<Change> toDo() {
      return changes.stream().filter(change -> change.sign().isDone()).toList();
    }
  }

  public Plan {
    sections = List.copyOf(sections);
  }

  /** What it comes to. */
  public enum Verdict {
    /** Nothing to do; there may be something to tell. */
    NOTHING,
    /** There is something to do. */
    DIFFERENT,
    /** Nothing will be done before people have seen to what is refused. */
    REFUSED
  }

  public Verdict verdict() {
    if (count(Change.Sign.REFUSE) > 0) {
      return Verdict.REFUSED;
    }
    return count(Change.Sign.ADD) + count(Change.Sign.CORRECT) > 0
        ? Verdict.DIFFERENT
        : Verdict.NOTHING;
  }

  public long count(Change.Sign sign) {
    return sections.stream().flatMap(section -> section.with(sign)).count();
  }

  /** What people must know and decide. */
  public List<Change> told() {
    return sections.stream().flatMap(section -> section.with(Change.Sign.TELL)).toList();
  }

  /** Headings and a line for each difference; areas without any are left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Section section : sections) {
      if (!section.changes().isEmpty()) {
        lines.add(section.area().title());
        section.changes().forEach(change -> lines.add("  " + line(change)));
      }
    }
    return lines;
  }

  /** As a line of a plan. */
  public static String line(Change change) {
    return change.sign().mark() + " " + change.difference();
  }

  /** One sentence about all of it. */
  public String summary() {
    long told = count(Change.Sign.TELL);
    String also = told == 0 ? "" : ", %d to look at (!)".formatted(told);
    return switch (verdict()) {
      case NOTHING -> "Nothing to do" + also + ".";
      case DIFFERENT ->
          "%d to add (+), %d to correct (~)%s."
              .formatted(count(Change.Sign.ADD), count(Change.Sign.CORRECT), also);
      case REFUSED ->
          "Nothing can be done before %d %s put right (x)%s."
              .formatted(
                  count(Change.Sign.REFUSE), count(Change.Sign.REFUSE) == 1 ? "is" : "are", also);
    };
  }
}
