package dev.turnpike.embedded.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** PostgreSQL's settings for one small machine: little memory, no replication, quiet logs. */
final class ServerSettings {

  private ServerSettings() {}

  static Map<String, String> of(DatabaseOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    // TCP only: socket files would collide in a folder that all servers of the machine share.
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "64MB");
    settings.put("wal_level", options.archiving() ? "replica" : "minimal");
    settings.put("archive_mode", options.archiving() ? "on" : "off");
    settings.put("max_wal_senders", "0");
    settings.put("max_wal_size", "512MB");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    String disk = options.durable() ? "on" : "off";
    settings.put("fsync", disk);
    settings.put("synchronous_commit", disk);
    settings.put("full_page_writes", disk);
    return settings;
  }
}
