// Judging many statements without a mouse: taking over in one press, going on to what is still open, and keys for those who
// want them. Saving is the business of autosave.js. The keys work only while one is at a statement and is not typing, and can be
// switched off for good. Without this script every button does the same by way of the server.
(function () {
  "use strict";
  const form = document.getElementById("antwoorden");
  if (!form) return;
  const all = () => [...form.querySelectorAll("[data-statement]")];
  const isOpen = (statement) => statement.hasAttribute("data-open");
  const here = () => document.activeElement && document.activeElement.closest("[data-statement]");

  function go(statement) {
    if (!statement) return;
    statement.focus({ preventScroll: true });
    statement.scrollIntoView({ block: "start" });
  }

  function goToOpen(from) {
    const list = all();
    const at = from ? list.indexOf(from) + 1 : 0;
    const next = [...list.slice(at), ...list.slice(0, at)].find((one) => isOpen(one) && one !== from);
    if (next) go(next);
    else form.querySelector(".next-bar button:not(.over-rest)").focus();
  }

  function step(by) {
    const list = all();
    const at = list.indexOf(here());
    go(list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]);
  }

  function changed(element) {
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function pick(statement, kind, position) {
    const radio = statement.querySelectorAll(`[data-kind="${kind}"] input[type=radio]`)[position];
    if (!radio) return false;
    radio.checked = true;
    radio.focus();
    changed(radio);
    return true;
  }

  // What the button would do on the server, done here: the values stand in the button itself.
  function takeOver(button) {
    const statement = button.closest("[data-statement]");
    for (const [name, value] of JSON.parse(button.dataset.over)) {
      const field = form.elements[name];
      if (field instanceof RadioNodeList) for (const radio of field) radio.checked = radio.value === value;
      else field.value = value;
    }
    changed(statement.querySelector("input"));
    statement.removeAttribute("data-open");
    button.hidden = true;
    goToOpen(statement);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-over]");
    if (!button || !window.fetch) return;
    event.preventDefault();
    takeOver(button);
  });

  form.addEventListener("saved", (event) => {
    for (const [code, lacks] of Object.entries(event.detail.lacks || {})) {
      const statement = form.querySelector(`[data-statement="${CSS.escape(code)}"]`);
      const line = statement.querySelector(".lacks");
      statement.toggleAttribute("data-open", lacks.length > 0);
      line.textContent = lacks.length ? `${line.dataset.todo} ${lacks.join(", ")}` : line.dataset.done;
      const button = statement.querySelector("button[data-over]");
      if (button && !lacks.length) button.hidden = true;
    }
    if (all().some(isOpen)) return;
    for (const one of form.querySelectorAll(".over-words, .over-rest")) one.hidden = true;
  });

  // --- Keys ---------------------------------------------------------------------------------------------------------------
  const box = document.getElementById("toetsen");
  if (!box) return;
  const button = document.getElementById("toetsen-knop");
  const KEPT = "sneltoetsen";
  let on = true;
  try {
    on = window.localStorage.getItem(KEPT) !== "uit";
  } catch {
    // no storage: on, until this page is left
  }
  function show() {
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.on : button.dataset.off;
  }
  box.hidden = false;
  show();
  button.addEventListener("click", () => {
    on = !on;
    try {
      window.localStorage.setItem(KEPT, on ? "aan" : "uit");
    } catch {
      // then it is not remembered
    }
    show();
  });

  const typing = (element) => element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const anywhere = { j: () => step(1), k: () => step(-1), g: () => goToOpen(here()) };

  function at(statement, key) {
    if (/^[1-9]$/.test(key)) return pick(statement, "choice", Number(key) - 1);
    if (key === "v") return pick(statement, "evidence", 0);
    if (key === "o") return pick(statement, "evidence", 1);
    if (key === "t") {
      statement.querySelector("textarea").focus();
      return true;
    }
    if (key === "e") {
      const over = statement.querySelector("button[data-over]:not([hidden])");
      if (over) takeOver(over);
      return Boolean(over);
    }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("textarea") && here()) {
      go(here());
      return;
    }
    if (!on || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    const statement = here();
    if (anywhere[key]) {
      anywhere[key]();
      event.preventDefault();
    } else if (statement && at(statement, key)) {
      event.preventDefault();
    }
  });
})();
