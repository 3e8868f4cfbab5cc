// Uses the official client as any application would; fails with a message when something is off.
import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI({
  baseURL: process.env.TURNPIKE_URL,
  apiKey: process.env.TURNPIKE_TOKEN,
  maxRetries: 0,
});
const ANSWER = "Hello, \u{1F680} data: [DONE]\r\n\u2028 end";
const model = "sim";
const messages = [{ role: "user", content: "answer" }];

async function models() {
  const ids = [];
  for await (const each of client.models.list()) {
    ids.push(each.id);
  }
  assert.deepEqual(ids, ["default", "exact-model"]);
  assert.equal((await client.models.retrieve("default")).object, "model");
}

async function completion() {
  const answer = await client.chat.completions.create({ model, messages });
  assert.equal(answer.choices[0].message.content, ANSWER);
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.equal(answer.usage.total_tokens, 5);
}

async function streamedCompletion() {
  const stream = await client.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  assert.equal(chunks.map((each) => each.choices[0]?.delta.content ?? "").join(""), ANSWER);
  assert.equal(new Set(chunks.map((each) => each.id)).size, 1);
  assert.equal(chunks.at(-2).choices[0].finish_reason, "stop");
  assert.equal(chunks.at(-1).usage.completion_tokens, 2);
}

async function errors() {
  await assert.rejects(client.chat.completions.create({ model, messages, n: 2 }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, "n");
    return true;
  });
  await assert.rejects(
    client.chat.completions.create({ model: "nobody", messages }),
    (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
  );
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content: "fail" }],
    stream: true,
  });
  await assert.rejects(
    async () => {
      for await (const _ of stream);
    },
    (error) => error instanceof OpenAI.APIError && error.code === "model_unavailable",
  );
}

async function streamedResponse() {
  const stream = await client.responses.create({ model, input: "answer", stream: true });
  const events = [];
  for await (const event of stream) {
    events.push(event);
  }
  const text = events
    .filter((each) => each.type === "response.output_text.delta")
    .map((each) => each.delta)
    .join("");
  assert.equal(text, ANSWER);
  assert.equal(events.at(-1).type, "response.completed");
  assert.deepEqual(
    events.map((each) => each.sequence_number),
    events.map((_, index) => index),
  );

  const rest = [];
  const again = await client.responses.retrieve(events[0].response.id, {
    stream: true,
    starting_after: 3,
  });
  for await (const event of again) {
    rest.push(event.sequence_number);
  }
  assert.deepEqual(rest, events.slice(4).map((each) => each.sequence_number));
}

async function backgroundResponse() {
  const begun = await client.responses.create({ model, input: "answer", background: true });
  assert.equal(begun.status, "queued");
  let response = begun;
  for (let i = 0; i < 200 && ["queued", "in_progress"].includes(response.status); i++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    response = await client.responses.retrieve(begun.id);
  }
  assert.equal(response.status, "completed");
  assert.equal(response.output_text, ANSWER);

  const endless = await client.responses.create({ model, input: "never", background: true });
  assert.equal((await client.responses.cancel(endless.id)).status, "cancelled");
}

for (const test of [
  models,
  completion,
  streamedCompletion,
  errors,
  streamedResponse,
  backgroundResponse,
]) {
  await test();
  console.log(`passed: ${test.name}`);
}
