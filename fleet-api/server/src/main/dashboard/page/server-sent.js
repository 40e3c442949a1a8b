/**
 * Reads server-sent events from a fetch body, as the HTML standard (9.2.6) has them. EventSource
 * itself cannot send the Authorization header.
 */

/** Yields {id, data} for each event, and undefined for each comment, which only tells of life. */
export async function* serverSentEvents(body) {
  let id = "";
  let data = [];
  for await (const line of lines(body)) {
    if (line === "") {
      if (data.length > 0) {
        yield { id, data: data.join("\n") };
      }
      data = [];
    } else if (line.startsWith(":")) {
      yield undefined;
    } else {
      const { field, value } = split(line);
      if (field === "data") {
        data.push(value);
      } else if (field === "id") {
        id = value;
      }
    }
  }
}

function split(line) {
  const colon = line.indexOf(":");
  if (colon < 0) {
    return { field: line, value: "" };
  }
  return { field: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, "") };
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const complete = (rest + part.value).split(/\r\n|\n|\r(?!$)/);
    rest = complete.pop();
    yield* complete;
  }
}
