"use strict";
// The search page: keys and saved searches.

const links = () => [...document.querySelectorAll("a.opens")];
const KEPT = "habeas-searches";

function kept() {
  try {
    const held = JSON.parse(localStorage.getItem(KEPT) || "[]");
    return Array.isArray(held) ? held.filter((one) => String(one.address).startsWith("/search?")) : [];
  } catch {
    return [];
  }
}

function keep(searches) {
  localStorage.setItem(KEPT, JSON.stringify(searches));
  showKept();
}

function showKept() {
  const place = document.querySelector(".saved");
  const list = document.querySelector("#saved");
  const save = document.querySelector("#save");
  list.replaceChildren(...kept().map((one) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const gone = document.createElement("button");
    link.href = one.address;
    link.textContent = one.name;
    gone.type = "button";
    gone.className = "slight";
    gone.textContent = list.dataset.takeAway;
    gone.setAttribute("aria-label", `${list.dataset.takeAway}: ${one.name}`);
    gone.addEventListener("click", () => keep(kept().filter((other) => other.address !== one.address)));
    line.append(link, gone);
    return line;
  }));
  place.hidden = !save && !list.children.length;
}

function begin() {
  showKept();
  document.querySelector("#save")?.addEventListener("click", (event) => {
    const address = location.pathname.replace(/^\/$/, "/search") + location.search;
    const name = event.target.dataset.name.replace(/^\s*·\s*/, "").trim();
    keep([...kept().filter((one) => one.address !== address), { address, name }]);
  });
}

function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.closest("li").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector("#q").select();
  } else if (event.key === "Escape" && typing) {
    event.target.blur();
  } else if (!typing && (event.key === "j" || event.key === "k")) {
    step(event.key === "j" ? 1 : -1);
  }
});

document.querySelector(".keys").hidden = false;
begin();
