package dev.turnpike.judge.langfuse;

import java.nio.charset.StandardCharsets;

/**
 * One event of Langfuse's ingestion API.
 *
 * @param id of the event, the same whenever it is sent again: Langfuse then ignores it
 * @param json the whole of it
 */
record LangfuseEvent(String id, String json) {

  int bytes() {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }
}
