// Saves each statement the moment it is answered. Without this script the buttons of the page save everything; with it
// nothing waits for a button. What could not be sent is tried again until it is, and sent along when the page is left;
// while the server is away, a button first tries once more and stays where it is, and leaving by a link is asked about.
//
// The field "...-was" tells the server what the page has shown, per field, so that what was not touched replaces nothing.
// Two cases need care. A reply that got lost: the server may hold what was sent, so going back to what the page first showed
// is a change all the same (inDoubt). And a reply that says something else is stored than was sent: it is put on the page.
(function () {
  "use strict";
  const form = document.getElementById("antwoorden");
  if (!form || !window.fetch) return;
  const words = form.dataset;
  const waiting = new Set();
  const inDoubt = new Set(); // names of fields that were sent with another value than shown, without a reply
  const shown = new Map(new FormData(form)); // what the server is known to hold, by name
  let underway = [];
  let flying = new URLSearchParams(); // what is underway
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

  // The fields of an entry, in the order of the parts of its mark; a page may name their endings itself.
  const endings = (words.endings || "|-reden|-opmerking").split("|");
  const namesAt = (code) => endings.map((ending) => code + ending);
  const valueOf = (name) => new FormData(form).get(name) || "";

  // Whether what is underway arrived is not known.
  function unsure() {
    for (const code of underway) {
      for (const name of namesAt(code)) if ((flying.get(name) || "") !== (shown.get(name) || "")) inDoubt.add(name);
    }
  }

  // What goes to the server as the mark: "-" (which no page ever shows) for a field in doubt that looks untouched.
  function doubt(code) {
    if (!namesAt(code).some((name) => inDoubt.has(name))) return;
    const seen = form.elements[`${code}-was`];
    const parts = seen.value.split(".");
    namesAt(code).forEach((name, at) => {
      if (inDoubt.has(name) && valueOf(name) === (shown.get(name) || "")) parts[at] = "-";
    });
    seen.value = parts.join(".");
  }

  function body(codes) {
    codes.forEach(doubt);
    const all = new FormData(form);
    const some = new URLSearchParams();
    some.append("csrfmiddlewaretoken", all.get("csrfmiddlewaretoken"));
    for (const code of codes) {
      for (const name of [`${code}-was`, ...namesAt(code)]) {
        if (all.has(name)) some.append(name, all.get(name));
      }
    }
    return some;
  }

  function put(name, value) {
    const fields = form.elements[name];
    if (fields instanceof RadioNodeList) {
      for (const radio of fields) radio.checked = radio.value === value;
    } else if (fields) {
      fields.value = value;
      if (value) fields.closest("details")?.setAttribute("open", "");
    }
  }

  // The server holds what the mark says. A field that was changed again meanwhile keeps the old mark: its turn comes.
  function acknowledge(code, sent, answer) {
    const seen = form.elements[`${code}-was`];
    const old = seen.value.split(".");
    const mark = answer.marks[code].split(".");
    let elsewhere = false;
    namesAt(code).forEach((name, at) => {
      const mine = sent.get(name) || "";
      const differs = name in answer.stored;
      inDoubt.delete(name);
      if (differs && valueOf(name) !== mine) {
        mark[at] = old[at];
        return;
      }
      if (differs) {
        put(name, answer.stored[name]);
        elsewhere = true;
      }
      shown.set(name, valueOf(name) === mine || differs ? valueOf(name) : mine);
    });
    seen.value = mark.join(".");
    say(code, elsewhere ? words.elsewhere : words.saved, elsewhere);
  }

  function show(codes, sent, answer) {
    for (const code of codes) {
      const statement = statementOf(code);
      if (answer.errors[code]) {
        say(code, answer.errors[code], true);
        continue;
      }
      if (code in answer.marks) acknowledge(code, sent, answer);
      statement.classList.remove("statement-wrong");
      const old = document.getElementById(`${code}-fout`);
      if (old) old.remove();
    }
    for (const notice of answer.notices || []) say(codes[0], notice, true);
    form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
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
    const sent = (flying = body(codes));
    try {
      const reply = await fetch(words.save, { method: "POST", body: sent, credentials: "same-origin" });
      if (reply.ok || reply.status === 409) {
        failures = 0;
        show(codes, sent, await reply.json());
      } else if (reply.status < 500) {
        failures = 0;
        for (const code of codes) say(code, words.refused, true);
      } else {
        throw new Error(String(reply.status));
      }
    } catch {
      unsure();
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
    if (code && event.target.matches("textarea, input[type=text]")) soon(code, 800);
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
    unsure();
    for (const statement of form.querySelectorAll("[data-statement]")) doubt(statement.dataset.statement);
    for (const timer of timers.values()) window.clearTimeout(timer);
    timers.clear();
    waiting.clear();
    underway = [];
  });
  window.addEventListener("beforeunload", (event) => {
    if (failures) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    unsure();
    const codes = new Set([...underway, ...waiting, ...timers.keys()]);
    if (codes.size) fetch(words.save, { method: "POST", body: body(codes), credentials: "same-origin", keepalive: true });
  });
})();
