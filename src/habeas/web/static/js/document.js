"use strict";
// A report: what is read from the sentence chosen, its words lit, words selected cited.
// Offsets are code points of the report's text; JavaScript counts UTF-16 units, so nothing here takes
// one for the other: `points` counts, `units` goes back.

const report = document.querySelector("#report");
const panel = document.querySelector("#panel");
const lines = [...report.querySelectorAll(".line")];
const home = `/doc/${report.dataset.document}`;
const FIELDS = ["affected", "actor", "when", "place", "charge", "penalty", "source", "cue", "pointed"];

const points = (words) => [...words].length;

function units(words, count) {
  let at = 0;
  for (; count > 0 && at < words.length; count--) at += words.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// Where an offset of the text stands in the page: a text node, and units within it.
function place(offset, atEnd) {
  const from = (line) => Number(line.dataset.at);
  const line = lines.findLast((each) => from(each) < offset || (!atEnd && from(each) === offset));
  if (!line) return null;
  let left = offset - from(line);
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let last = null;
  while (nodes.nextNode()) {
    const held = points(nodes.currentNode.data);
    if (left < held || (atEnd && left === held)) return [nodes.currentNode, units(nodes.currentNode.data, left)];
    left -= held;
    last = nodes.currentNode;
  }
  return last && [last, last.data.length];
}

function range(from, to) {
  const start = place(from, false);
  const end = place(to, true);
  if (!start || !end) return null;
  const found = new Range();
  found.setStart(...start);
  found.setEnd(...end);
  return found;
}

function light() {
  if (!CSS.highlights) return;
  unmark();
  const lit = Object.fromEntries(FIELDS.map((field) => [field, []]));
  for (const words of panel.querySelectorAll("[data-from]")) {
    const found = range(Number(words.dataset.from), Number(words.dataset.to));
    if (found && lit[words.dataset.field]) lit[words.dataset.field].push(found);
  }
  for (const field of FIELDS) CSS.highlights.set(field, new Highlight(...lit[field]));
}

// What the server marked for browsers without highlights.
function unmark() {
  for (const words of report.querySelectorAll("mark.words")) words.replaceWith(...words.childNodes);
  report.normalize();
}

function choose(line) {
  document.querySelector(".chosen")?.classList.remove("chosen");
  unmark();
  line.classList.add("chosen");
  const from = Number(line.dataset.at);
  const at = `${from},${from + points(line.textContent)}`;
  history.replaceState(null, "", `${home}?at=${at}#${line.id}`);
  htmx.ajax("GET", `${home}/sentence?at=${at}`, { target: "#panel", swap: "innerHTML" });
}

report.addEventListener("click", (event) => {
  const line = event.target.closest(".line[id]");
  const chosen = event.target.closest("a.tells");
  if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  if (chosen || line?.classList.contains("told")) {
    event.preventDefault();
    choose(line ?? chosen.closest(".line"));
  }
});

// Words of a field are shown where they stand while a value of the record is pointed at.
panel.addEventListener("pointerover", (event) => {
  const words = event.target.closest("[data-from]");
  const found = words && range(Number(words.dataset.from), Number(words.dataset.to));
  if (CSS.highlights) CSS.highlights.set("pointed", new Highlight(...(found ? [found] : [])));
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== panel) return;
  panel.scrollTop = 0;
  light();
  const acts = [...document.querySelectorAll(".chosen a.tells")].map((link) => link.title);
  document.querySelector("#told").textContent = acts.join("; ");
});

// The offsets of what is selected; null where nothing of the text is.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const taken = selection.getRangeAt(0);
  const touched = lines.filter((line) => taken.intersectsNode(line));
  if (!touched.length) return null;
  const offset = (line, node, within, otherwise) => {
    if (!line.contains(node)) return otherwise;
    const before = new Range();
    before.setStart(line, 0);
    before.setEnd(node, within);
    return Number(line.dataset.at) + points(before.toString());
  };
  const [first, last] = [touched[0], touched.at(-1)];
  const from = offset(first, taken.startContainer, taken.startOffset, Number(first.dataset.at));
  const whole = Number(last.dataset.at) + points(last.textContent);
  const to = offset(last, taken.endContainer, taken.endOffset, whole);
  return from < to ? [from, to] : null;
}

const pinpoint = document.querySelector(".pinpoint");
document.addEventListener("selectionchange", () => { pinpoint.hidden = !selected(); });
document.querySelector("#pinpoint").addEventListener("pointerdown", (event) => event.preventDefault());
document.querySelector("#pinpoint").addEventListener("click", () => {
  const words = selected();
  if (words) htmx.ajax("GET", `${home}/cite?at=${words.join(",")}`, { target: "#panel", swap: "innerHTML" });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "r") panel.focus();
  if (event.key === "Escape") (document.querySelector(".chosen a.tells") ?? report).focus();
  if (event.key !== "j" && event.key !== "k") return;
  const all = [...report.querySelectorAll("a.tells")];
  const focused = all.indexOf(document.activeElement);
  const chosen = all.findIndex((link) => link.closest(".chosen"));
  const by = event.key === "j" ? 1 : -1;
  const next = all[focused >= 0 ? focused + by : Math.max(chosen, by > 0 ? 0 : all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
});

for (const hint of document.querySelectorAll(".selects")) hint.hidden = false;
light();
