// Saves each statement the moment it is answered. Without this script the buttons of the page save everything; with it
// nothing waits for a button. What could not be sent is tried again until it is, and sent along when the page is left;
// while the server is away, a button first tries once more and stays where it is, and leaving by a link is asked about.
(function () {
  "use strict";
  const form = document.getElementById("antwoorden");
  if (!form || !window.fetch) return;
  const words = form.dataset;
  const waiting = new Set();
  let underway = [];
  const timers = new Map();
  const pauses = [2000, 5000, 10000, 30000];
  let failures = 0;
  let retry = 0;
  let pressed = null; // the button to press again once the server is back

  const codeOf = (element) => {
    const statement = element.closest("[data-statement]");
    return statement ? statement.dataset.statement : null;
  };
  const statementOf = (code) => form.querySelector(`[data-statement="${CSS.escape(code)}"]`);

  function say(code, text, wrong) {
    const line = statementOf(code).querySelector(".saved");
    line.textContent = text;
    line.classList.toggle("saved-not", Boolean(wrong));
  }

  function body(codes) {
    const all = new FormData(form);
    const some = new URLSearchParams();
    some.append("csrfmiddlewaretoken", all.get("csrfmiddlewaretoken"));
    for (const code of codes) {
      for (const name of [code, `${code}-was`, `${code}-reden`, `${code}-opmerking`]) {
        if (all.has(name)) some.append(name, all.get(name));
      }
    }
    return some;
  }

  function show(codes, answer) {
    for (const code of codes) {
      const statement = statementOf(code);
      if (answer.errors[code]) {
        say(code, answer.errors[code], true);
        continue;
      }
      if (code in answer.marks) form.elements[`${code}-was`].value = answer.marks[code];
      statement.classList.remove("statement-wrong");
      const old = document.getElementById(`${code}-fout`);
      if (old) old.remove();
      say(code, words.saved, false);
    }
    for (const notice of answer.notices || []) say(codes[0], notice, true);
    const progress = answer.progress;
    if (!progress) return;
    const bar = document.getElementById("voortgang");
    bar.value = progress.done;
    bar.max = progress.total;
    document.getElementById("voortgang-woorden").textContent = progress.words;
    document.getElementById("voortgang-tijd").textContent = progress.left;
  }

  async function send() {
    if (underway.length || waiting.size === 0) return;
    window.clearTimeout(retry);
    const codes = (underway = [...waiting]);
    waiting.clear();
    try {
      const reply = await fetch(words.save, { method: "POST", body: body(codes), credentials: "same-origin" });
      if (reply.ok || reply.status === 409) {
        failures = 0;
        show(codes, await reply.json());
      } else if (reply.status < 500) {
        failures = 0;
        for (const code of codes) say(code, words.refused, true);
      } else {
        throw new Error(String(reply.status));
      }
    } catch {
      for (const code of codes) {
        waiting.add(code);
        say(code, words.failed, true);
      }
      retry = window.setTimeout(send, pauses[Math.min(failures, pauses.length - 1)]);
      failures += 1;
      underway = [];
      if (pressed) statementOf(codes[0]).focus();
      pressed = null;
      return;
    }
    underway = [];
    if (pressed) form.requestSubmit(pressed);
    else send();
  }

  function soon(code, delay) {
    window.clearTimeout(timers.get(code));
    timers.set(code, window.setTimeout(() => {
      timers.delete(code);
      waiting.add(code);
      send();
    }, delay));
  }

  form.addEventListener("change", (event) => {
    const code = codeOf(event.target);
    if (code) soon(code, 0);
  });
  form.addEventListener("input", (event) => {
    const code = codeOf(event.target);
    if (code && event.target.tagName === "TEXTAREA") soon(code, 800);
  });
  window.addEventListener("online", send);
  form.addEventListener("submit", (event) => {
    if (failures) {
      event.preventDefault();
      pressed = event.submitter;
      send();
      return;
    }
    // The form takes everything along; nothing has to be sent apart any more.
    for (const timer of timers.values()) window.clearTimeout(timer);
    timers.clear();
    waiting.clear();
    underway = [];
  });
  window.addEventListener("beforeunload", (event) => {
    if (failures) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    const codes = new Set([...underway, ...waiting, ...timers.keys()]);
    if (codes.size) fetch(words.save, { method: "POST", body: body(codes), credentials: "same-origin", keepalive: true });
  });
})();
