// Sends the chosen files one by one, with a progress bar each. Without this script the form sends them all at once.
//
// A file is a request of its own: when the connection breaks, what arrived before it is kept, and what did not is said by name.
(function () {
  "use strict";
  const form = document.getElementById("uploaden");
  if (!form || !window.XMLHttpRequest || !window.FormData) return;
  const words = form.dataset;
  const list = document.getElementById("uploads");
  const input = form.querySelector('input[type="file"]');
  const button = form.querySelector("button");

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function lineFor(file) {
    const line = make("div", "upload");
    const bar = make("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const said = make("span", "upload-said", words.wait);
    line.append(make("b", "", file.name), bar, said);
    list.append(line);
    return { line, bar, said };
  }

  function say(row, text, wrong) {
    row.said.textContent = text;
    row.line.classList.toggle("upload-wrong", Boolean(wrong));
    if (wrong) row.bar.remove();
  }

  function body(file) {
    const data = new FormData();
    for (const field of form.querySelectorAll('input[type="hidden"]')) {
      if (field.name !== "whole") data.append(field.name, field.value);
    }
    data.append("files", file, file.name);
    data.append("whole", "1"); // last: what comes before it has arrived
    return data;
  }

  function send(file, row) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action || window.location.href);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) row.bar.value = (100 * event.loaded) / event.total;
        say(row, event.loaded === event.total ? words.looking : words.busy);
      });
      request.addEventListener("load", () => resolve(request));
      for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => resolve(null));
      request.send(body(file));
    });
  }

  function outcome(request, row) {
    let answer = null;
    try {
      answer = request && JSON.parse(request.responseText);
    } catch {
      answer = null;
    }
    if (!answer) {
      say(row, words.failed, true);
      return null;
    }
    if (answer.refused.length) {
      say(row, answer.refused.map((one) => one[1]).join(" "), true);
      return null;
    }
    row.bar.value = 100;
    say(row, answer.known ? words.known : words.kept);
    return answer.to;
  }

  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (!files.length) return;
    event.preventDefault();
    list.textContent = "";
    button.disabled = true;
    const rows = files.map(lineFor);
    let to = "";
    let wrong = 0;
    for (const [at, file] of files.entries()) {
      if (file.size > Number(words.largest)) {
        say(rows[at], words.tooLarge, true);
        wrong += 1;
        continue;
      }
      const there = outcome(await send(file, rows[at]), rows[at]);
      if (there) to = there;
      else wrong += 1;
    }
    button.disabled = false;
    form.reset();
    if (to && !wrong) window.location.assign(to);
    else if (to) {
      const on = make("a", "", words.on);
      on.href = to;
      const line = make("p");
      line.append(on);
      list.append(line);
      on.focus();
    }
  });
})();
