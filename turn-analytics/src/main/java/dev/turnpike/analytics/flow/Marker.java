package dev.turnpike.analytics.flow;

/**
 * How far one partition of a topic has come, told to all who count its events: none that happened
 * earlier than its grace before the marker's time follows. It is a record among the entries, with
 * that time as its timestamp and no value.
 */
record Marker(int partition) {

  private static final String PREFIX = "watermark|"; // no group begins so

  static boolean isOne(String key) {
    return key.startsWith(PREFIX);
  }

  static Marker parse(String key) {
    return new Marker(Integer.parseInt(key.substring(PREFIX.length())));
  }

  String key() {
    return PREFIX + partition;
  }
}
