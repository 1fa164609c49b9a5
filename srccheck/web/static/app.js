"use strict";
const at = (id) => document.getElementById(id);
let name = "", id = "", events = null;

function element(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function show(section, shown) { at(section).hidden = !shown; }

async function answer(response) {
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Error(told.error || response.statusText);
}

function fail(text) {
  show("running", true);
  const line = at("status");
  line.textContent = text;
  line.className = "failed";
  at("check").disabled = false;
}

async function check() {
  const file = at("file").files[0];
  const text = at("text").value;
  if (!file && !text.trim()) return fail("Choose a file, or paste a text.");
  at("check").disabled = true;
  for (const list of ["sources", "changes", "left"]) at(list).replaceChildren();
  for (const section of ["mending", "taking", "reporting"]) show(section, false);
  show("running", true);
  at("status").className = "";
  at("status").textContent = "Reading …";
  at("progress").removeAttribute("value");
  const given = file ? file.name : `pasted.${at("format").value}`;
  const query = new URLSearchParams({ name: given, look_up: at("look-up").checked ? "1" : "0" });
  try {
    const response = await answer(await fetch(`documents?${query}`, { method: "POST", body: file || text }));
    ({ id, name } = await response.json());
  } catch (error) {
    return fail(error.message);
  }
  if (events) events.close();
  events = new EventSource(`documents/${id}/events`);
  events.onmessage = (message) => told[JSON.parse(message.data).event](JSON.parse(message.data));
}

const told = {
  empty(event) { at("status").dataset.empty = `${event.text} (${event.remedy})`; },
  read(event) {
    at("progress").max = event.sources.length || 1;
    at("progress").value = 0;
    at("status").textContent = at("status").dataset.empty || `${event.notes} notes, ${event.sources.length} sources`;
    delete at("status").dataset.empty;
    for (const source of event.sources) {
      const item = element("li", source.text);
      item.id = `source-${source.key}`;
      item.append(element("span", "…", "verdict"));
      at("sources").append(item);
    }
  },
  source(event) {
    const item = document.getElementById(`source-${event.key}`);
    if (!item) return;
    item.className = event.identity;
    item.querySelector(".verdict").textContent = event.text;
    at("progress").value += 1;
  },
  async done(event) {
    events.close();
    at("progress").value = at("progress").max;
    const count = event.findings === 1 ? "1 finding" : `${event.findings} findings`;
    const rest = [...event.unreached.map((one) => `not reached: ${one}`), ...event.problems];
    at("status").textContent = [at("status").textContent, count, ...rest].join("; ");
    at("check").disabled = false;
    at("bibtex").href = `documents/${id}/bibliography/bibtex`;
    at("csl").href = `documents/${id}/bibliography/csl-json`;
    at("ris").href = `documents/${id}/bibliography/ris`;
    at("report-file").href = `documents/${id}/report?download`;
    at("report").src = `documents/${id}/report`;
    try {
      offer(await (await answer(await fetch(`documents/${id}/changes`))).json());
    } catch (error) {
      fail(error.message);
    }
    for (const section of ["mending", "taking", "reporting"]) show(section, true);
  },
  failed(event) {
    events.close();
    fail(event.remedy ? `${event.text} (${event.remedy})` : event.text);
  },
};

function offer(plan) {
  at("none").hidden = plan.changes.length > 0;
  at("choices").hidden = plan.changes.length === 0;
  at("mended").disabled = plan.changes.length === 0;
  for (const change of plan.changes) {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = change.safe;
    box.dataset.name = change.name;
    box.dataset.safe = change.safe ? "1" : "";
    const old = change.old.trim() ? element("del", change.old) : "white space";
    label.append(box, " ", ...(change.old ? [old, " → "] : []));
    label.append(change.new ? element("ins", change.new) : "removed");
    const doubt = change.safe ? "" : ", to be looked at";
    item.append(label, element("div", `line ${change.line}: ${change.rule}${doubt}`, "place"),
      element("div", `${change.message} (${change.source})`, "basis"));
    at("changes").append(item);
  }
  for (const one of plan.left) at("left").append(element("li", `line ${one.line}: ${one.rule}: ${one.reason}`));
  if (plan.problem) at("left").append(element("li", plan.problem));
}

function accept(wanted) {
  for (const box of document.querySelectorAll("#changes input")) box.checked = wanted(box);
}

async function takeMended() {
  const accepted = [...document.querySelectorAll("#changes input:checked")].map((box) => box.dataset.name);
  try {
    const response = await answer(
      await fetch(`documents/${id}/mended`, { method: "POST", body: JSON.stringify(accepted) }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch (error) {
    fail(error.message);
  }
}

async function forget() {
  await fetch(`documents/${id}`, { method: "DELETE" });
  location.reload();
}

at("check").addEventListener("click", check);
at("mended").addEventListener("click", takeMended);
at("forget").addEventListener("click", forget);
at("accept-safe").addEventListener("click", () => accept((box) => box.dataset.safe === "1"));
at("accept-none").addEventListener("click", () => accept(() => false));
const drop = at("drop");
drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer.files.length) at("file").files = event.dataTransfer.files;
});
