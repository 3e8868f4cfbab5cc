import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;

/** Prints a line for each ended turn, without a word of what was said in it. */
public final class TurnPrinter {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "bootstrap.servers", environment("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
          "schema.registry.url", environment("SCHEMA_REGISTRY_URL", "http://localhost:8081"),
          "group.id", environment("CONSUMER_GROUP", "turn-printer-java"),
          "auto.offset.reset", "earliest",
          "isolation.level", "read_committed", // What was rolled back has not ended.
          "enable.auto.commit", false, // Committed below, after the work.
          "key.deserializer", StringDeserializer.class,
          "value.deserializer", KafkaAvroDeserializer.class);

  public static void main(String[] arguments) {
    KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(SETTINGS);
    Thread here = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, here)));
    Map<String, Boolean> seen = latest(10_000);
    try (consumer) {
      consumer.subscribe(List.of("turns.completed"));
      while (true) {
        for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofSeconds(1))) {
          // A record may come again: the turn's id tells. A table with that key does it for good.
          if (seen.put(record.value().get("turn_id").toString(), true) == null) {
            print(record.value());
          }
        }
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      System.err.println("Stopped.");
    }
  }

  private static void print(GenericRecord turn) {
    GenericRecord usage = (GenericRecord) turn.get("usage");
    GenericRecord times = (GenericRecord) turn.get("timings");
    long millis = ((long) times.get("finished_at") - (long) times.get("accepted_at")) / 1_000;
    System.out.printf(
        "%s %s agent=%s model=%s tokens=%s+%s ms=%d%n",
        turn.get("turn_id"), turn.get("status"), turn.get("agent"), turn.get("model"),
        usage.get("input_tokens"), usage.get("output_tokens"), millis);
  }

  /** Ctrl+C and SIGTERM: lets the loop finish its batch, commit and leave the group. */
  private static void stop(KafkaConsumer<?, ?> consumer, Thread loop) {
    consumer.wakeup();
    try {
      loop.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Boolean> latest(int count) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > count;
      }
    };
  }

  private static String environment(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
