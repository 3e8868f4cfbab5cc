package dev.turnpike.chaos.report;

import dev.turnpike.bench.report.ResultSheet;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a result for programs, for people, and as a picture. */
public final class ChaosFiles {
  private ChaosFiles() {}

  /**
   * Returns the page's path.
   *
   * @param name in the files' names, after the date
   */
  public static Path write(Path folder, String name, ChaosResult result) throws IOException {
    ResultSheet sheet = ResultSheet.of(folder, "chaos", name, result.startedAt());
    sheet.json(result);
    sheet.picture(ChaosPicture.svg(result, result.resumptions()));
    return sheet.page(ChaosPage.lines(result, sheet.stem()));
  }
}
