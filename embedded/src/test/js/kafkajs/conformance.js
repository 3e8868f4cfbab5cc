// Usage: node conformance.js REGISTRY_URL SUBJECT SCHEMA, with records as hex lines on stdin.
// Registers the schema, then answers each record with a line of JSON: the id that the record's
// subject has for the schema, what was read, and that written again.
import { createInterface } from "node:readline";
import confluent from "@kafkajs/confluent-schema-registry";

const [host, subject, schema] = process.argv.slice(2);
const registry = new confluent.SchemaRegistry({ host });
const { id } = await registry.register(
  { type: confluent.SchemaType.AVRO, schema },
  { subject, compatibility: confluent.COMPATIBILITY.BACKWARD_TRANSITIVE },
);

for await (const line of createInterface({ input: process.stdin })) {
  const value = await registry.decode(Buffer.from(line, "hex"));
  const again = await registry.encode(id, value);
  console.log(JSON.stringify({ id, value, again: again.toString("hex") }));
}
