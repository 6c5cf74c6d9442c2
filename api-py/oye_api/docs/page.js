"use strict";
const contract = JSON.parse(document.getElementById("contract").textContent);
const METHODS = ["get", "post", "put", "patch", "delete"];

/** An element: text is always set as text, so nothing of the contract or an answer becomes markup. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function follow(node) {
  while (node && node.$ref) {
    node = node.$ref.slice(2).split("/").reduce((at, key) => at[key], contract);
  }
  return node;
}

const nameOf = (node) => (node.$ref ? node.$ref.split("/").pop() : null);

/** A schema in a few words, its parts linked by name. */
function shape(schema) {
  const name = nameOf(schema);
  if (name) return make("a", { href: `#schema-${name}` }, name);
  if (schema.oneOf) {
    return make("span", {}, ...schema.oneOf.flatMap((one, i) => (i ? [" or ", shape(one)] : [shape(one)])));
  }
  if (schema.type === "array") return make("span", {}, "list of ", shape(schema.items || {}));
  const types = [].concat(schema.type || "any").join(" or ");
  const bounds = ["format", "enum", "minLength", "maxLength", "minimum", "maximum", "maxItems", "pattern", "default"]
    .filter((key) => schema[key] !== undefined)
    .map((key) => `${key} ${Array.isArray(schema[key]) ? schema[key].join(" | ") : schema[key]}`);
  return make("span", {}, bounds.length ? `${types} (${bounds.join(", ")})` : types);
}

function table(heads, rows) {
  return make("table", {},
    make("tr", {}, ...heads.map((head) => make("th", {}, head))),
    ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell)))));
}

function members(schema) {
  const required = schema.required || [];
  return table(["member", "", "what"], Object.entries(schema.properties || {}).map(([name, part]) => [
    make("code", {}, name + (required.includes(name) ? " *" : "")),
    shape(part),
    part.description || (follow(part) || {}).description || "",
  ]));
}

/** A body to start from: the members that must be there, and what the contract gives as examples. */
function example(schema) {
  const node = follow(schema) || {};
  if (node.examples) return node.examples[0];
  if (node.default !== undefined) return node.default;
  if (node.enum) return node.enum[0];
  if (node.oneOf) return example(node.oneOf[0]);
  const type = [].concat(node.type)[0];
  if (type === "object") {
    const wanted = node.required || Object.keys(node.properties || {}).slice(0, 1);
    return Object.fromEntries(wanted.map((name) => [name, example(node.properties[name])]));
  }
  return { array: [], integer: 1, number: 1, boolean: true }[type] ?? "";
}

function headersOf(operation) {
  const headers = {};
  const token = document.getElementById("token").value.trim();
  const actFor = document.getElementById("act-for").value.trim();
  if (token) headers.Authorization = `Bearer ${token}`;
  if (actFor) headers["X-Act-For"] = actFor;
  if (operation.requestBody) headers["Content-Type"] = Object.keys(operation.requestBody.content)[0];
  return headers;
}

function request(method, path, operation, inputs, body) {
  const headers = headersOf(operation);
  const query = new URLSearchParams();
  let place = path;
  for (const { parameter, input } of inputs) {
    if (parameter.in === "path") place = place.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    else if (!input.value) continue;
    else if (parameter.in === "query") query.set(parameter.name, input.value);
    else headers[parameter.name] = input.value;
  }
  const text = body && body.value.trim() ? body.value : undefined;
  if (text === undefined) delete headers["Content-Type"];
  const url = query.size ? `${place}?${query}` : place;
  return [url, { method: method.toUpperCase(), headers, body: text }];
}

let running = null;

async function send(method, path, operation, inputs, body, out) {
  if (running) running.abort();
  running = new AbortController();
  const [url, options] = request(method, path, operation, inputs, body);
  out.textContent = "…";
  try {
    const answer = await fetch(url, { ...options, signal: running.signal });
    out.textContent = `${answer.status} ${answer.statusText}\n`;
    for (const name of ["etag", "x-request-id"]) {
      if (answer.headers.get(name)) out.textContent += `${name}: ${answer.headers.get(name)}\n`;
    }
    out.textContent += "\n";
    if ((answer.headers.get("content-type") || "").includes("json")) {
      out.textContent += JSON.stringify(await answer.json(), null, 2);
      return;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) out.textContent += part.value;
  } catch (error) {
    if (error.name !== "AbortError") out.textContent += String(error);
  }
}

function trial(method, path, operation, parameters) {
  const inputs = parameters.map((parameter) => ({ parameter, input: make("input", { placeholder: parameter.name, "aria-label": parameter.name }) }));
  const media = operation.requestBody && Object.values(operation.requestBody.content)[0];
  const body = media ? make("textarea", { "aria-label": "body", spellcheck: "false" }) : null;
  if (body) body.value = JSON.stringify(example(media.schema), null, 2);
  const out = make("pre", {});
  return make("div", {},
    parameters.length ? table(["parameter", "where", "", "what", "value"], inputs.map(({ parameter, input }) => [
      make("code", {}, parameter.name + (parameter.required ? " *" : "")), parameter.in,
      shape(parameter.schema), parameter.description || "", input,
    ])) : null,
    body ? make("p", {}, "Body: ", shape(media.schema)) : null,
    body,
    make("p", {}, make("button", { onclick: () => send(method, path, operation, inputs, body, out) }, "Send")),
    out);
}

function answers(operation) {
  return table(["answer", "", "what"], Object.entries(operation.responses).map(([status, given]) => {
    const answer = follow(given);
    const media = Object.values(answer.content || {})[0];
    return [status, media ? shape(media.schema) : "", answer.description];
  }));
}

function show(method, path, item, operation) {
  const parameters = [...(item.parameters || []), ...(operation.parameters || [])].map(follow);
  const scope = (operation.security || []).flatMap((each) => each.bearer || [])[0];
  const inner = make("div", { class: "inner" });
  const details = make("details", { id: operation.operationId },
    make("summary", {}, make("b", {}, method.toUpperCase()), make("code", {}, path), operation.summary,
      scope ? make("span", { class: "scope" }, scope) : null),
    inner);
  details.addEventListener("toggle", () => {
    if (details.open && !inner.hasChildNodes()) {
      inner.append(make("p", { class: "intro" }, operation.description || ""),
        trial(method, path, operation, parameters), answers(operation));
    }
  });
  return details;
}

function page() {
  const nav = document.getElementById("nav");
  const content = document.getElementById("content");
  document.getElementById("title").textContent = `${contract.info.title} ${contract.info.version}`;
  content.append(make("p", {}, contract.info.summary), make("p", { class: "intro" }, contract.info.description));
  for (const tag of contract.tags) {
    nav.append(make("h2", {}, tag.name));
    content.append(make("h2", {}, tag.name), make("p", {}, tag.description));
    for (const [path, item] of Object.entries(contract.paths)) {
      for (const method of METHODS.filter((each) => item[each] && item[each].tags.includes(tag.name))) {
        const id = item[method].operationId;
        nav.append(make("a", { href: `#${id}` }, id));
        content.append(show(method, path, item, item[method]));
      }
    }
  }
  content.append(make("h2", {}, "schemas"));
  for (const [name, schema] of Object.entries(contract.components.schemas)) {
    content.append(make("details", { id: `schema-${name}` }, make("summary", {}, make("code", {}, name), schema.description || ""),
      make("div", { class: "inner schema" }, schema.properties ? members(schema) : shape(schema))));
  }
}

/** A link to an operation or a schema opens it. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

page();
reveal();
addEventListener("hashchange", reveal);
