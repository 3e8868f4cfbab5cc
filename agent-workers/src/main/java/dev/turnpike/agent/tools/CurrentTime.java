package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code current_time}: date, time and day of the week, in UTC or the zone asked for. */
final class CurrentTime implements Tool {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

  private final Clock clock;

  CurrentTime(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ToolSpecification specification() {
    return ToolSpecification.builder()
        .name("current_time")
        .description("Tells the current date, time and day of the week in a time zone.")
        .parameters(
            JsonObjectSchema.builder()
                .addStringProperty(
                    "zone", "IANA time zone, such as Europe/Berlin; UTC when left out")
                .build())
        .build();
  }

  @Override
  public String call(String arguments, ToolContext context) throws ToolException {
    var zone = zone(ToolArguments.of(arguments).text("zone", "UTC"));
    var now = clock.instant().atZone(zone);
    return "%s in %s (%s)"
        .formatted(
            FORMAT.format(now), zone.getId(), DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now));
  }

  private static ZoneId zone(String name) throws ToolException {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ToolException(
          "There is no time zone \"%s\". Write an IANA name such as Europe/Berlin, America/New_York or UTC."
              .formatted(ToolText.cut(name, 60)),
          e);
    }
  }
}
