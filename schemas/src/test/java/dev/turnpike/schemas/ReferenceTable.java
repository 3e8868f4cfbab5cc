package dev.turnpike.schemas;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A table of the event reference that people write: the cells of each topic's row. */
record ReferenceTable(Map<String, List<String>> rows) {

  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  ReferenceTable {
    rows = Map.copyOf(rows);
  }

  /** The first table with this heading line. */
  static ReferenceTable of(String reference, String heading) {
    int start = reference.indexOf(heading + "\n");
    if (start < 0) {
      throw new IllegalStateException("docs/events.md has no table that begins " + heading);
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    reference
        .substring(start)
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(ReferenceTable::cells)
        .forEach(cells -> rows.put(cells.getFirst().replace("`", ""), cells));
    return new ReferenceTable(rows);
  }

  /** From 0, the topic's own. */
  String cell(Topic<?> topic, int column) {
    List<String> row = rows.get(topic.name());
    if (row == null) {
      throw new IllegalStateException("docs/events.md has no row of " + topic + " in " + rows);
    }
    return row.get(column);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(CELL_END.split(line.substring(1), -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }
}
