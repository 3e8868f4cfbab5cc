// Usage: node conformance.js REGISTRY_URL SUBJECT SCHEMA, with records as hex lines on stdin.
// Registers the schema, then answers each record with a line of JSON: the id that the record's
// subject has for the schema, what was read, and that written again.
import { createInterface } from "node:readline";
import confluent from "@confluentinc/schemaregistry";

const [url, subject, schema] = process.argv.slice(2);
const topic = subject.replace(/-value$/, "");
const client = new confluent.SchemaRegistryClient({ baseURLs: [url] });
const id = await client.register(subject, { schemaType: "AVRO", schema });
const { AvroDeserializer, AvroSerializer, SerdeType } = confluent;
const deserializer = new AvroDeserializer(client, SerdeType.VALUE, {});
const serializer = new AvroSerializer(client, SerdeType.VALUE, {
  autoRegisterSchemas: false,
  useSchemaId: id,
});

for await (const line of createInterface({ input: process.stdin })) {
  const value = await deserializer.deserialize(topic, Buffer.from(line, "hex"));
  const again = await serializer.serialize(topic, value);
  console.log(JSON.stringify({ id, value, again: again.toString("hex") }));
}
