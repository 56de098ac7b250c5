"use strict";
// Copy buttons, which show themselves only where they work.

function showCopies(within) {
  for (const button of within.querySelectorAll("button.copy")) {
    button.hidden = !navigator.clipboard;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const words = button.parentElement.querySelector(".copied").textContent;
  await navigator.clipboard.writeText(words);
  const before = button.innerHTML;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.innerHTML = before; }, 2000);
});

showCopies(document);
document.addEventListener("htmx:afterSwap", (event) => showCopies(event.target));
