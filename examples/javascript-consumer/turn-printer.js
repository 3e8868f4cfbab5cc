// Prints a line for each ended turn, without a word of what was said in it.
import confluent from "@kafkajs/confluent-schema-registry";
import { Kafka, logLevel } from "kafkajs";

const {
  KAFKA_BOOTSTRAP_SERVERS = "localhost:9092",
  SCHEMA_REGISTRY_URL = "http://localhost:8081",
  CONSUMER_GROUP = "turn-printer-javascript",
} = process.env;

const registry = new confluent.SchemaRegistry({ host: SCHEMA_REGISTRY_URL });
const kafka = new Kafka({
  clientId: "turn-printer",
  brokers: KAFKA_BOOTSTRAP_SERVERS.split(","),
  logLevel: logLevel.WARN,
});
const consumer = kafka.consumer({
  groupId: CONSUMER_GROUP,
  readUncommitted: false, // What was rolled back has not ended.
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await consumer.disconnect(); // After the turn at hand; commits, and leaves the group.
    console.error("Stopped.");
  });
}

const seen = new Set();
await consumer.connect();
await consumer.subscribe({ topic: "turns.completed", fromBeginning: true });
await consumer.run({
  // Offsets are committed after this has returned.
  eachMessage: async ({ message }) => {
    const turn = await registry.decode(message.value);
    // A record may come again: the turn's id tells. A table with that key does it for good.
    if (seen.has(turn.turn_id)) return;
    print(turn);
    seen.add(turn.turn_id);
    if (seen.size > 10_000) seen.delete(seen.values().next().value); // The oldest.
  },
});

function print({ turn_id, status, agent, model, usage, timings }) {
  const tokens = `${usage.input_tokens}+${usage.output_tokens}`;
  const ms = Math.floor((timings.finished_at - timings.accepted_at) / 1000);
  console.log(`${turn_id} ${status} agent=${agent} model=${model} tokens=${tokens} ms=${ms}`);
}
