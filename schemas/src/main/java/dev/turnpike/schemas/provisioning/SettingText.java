package dev.turnpike.schemas.provisioning;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings of topics as people read them: 7776000000 is 90 d. */
final class SettingText {

  private static final String MILLIS = ".ms";

  private SettingText() {}

  static String of(String setting, String value) {
    if (!setting.endsWith(MILLIS) || !value.matches("\\d{1,18}")) {
      return value;
    }
    Duration time = Duration.ofMillis(Long.parseLong(value));
    if (time.toMillis() == 0) {
      return value;
    }
    if (time.equals(Duration.ofDays(time.toDays()))) {
      return time.toDays() + " d";
    }
    return time.equals(Duration.ofMinutes(time.toMinutes())) ? time.toMinutes() + " min" : value;
  }

  /** Each begins with a comma. */
  static String all(Map<String, String> configuration) {
    return new TreeMap<>(configuration)
        .entrySet().stream()
            .map(each -> ", " + each.getKey() + " " + of(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
  }
}
