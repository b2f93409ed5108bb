// "Ja, dit klopt nog" in one press, without leaving the page: it puts the old answer in the fields, and autosave.js saves it.
// Whatever is chosen, the words above the statement say whether it was confirmed or changed.
(function () {
  "use strict";
  const form = document.getElementById("antwoorden");
  if (!form || !window.fetch) return;

  const field = (name) => form.elements.namedItem(name);
  const chosen = (code) => new FormData(form).get(code) || "";

  function show(box) {
    const choice = chosen(box.dataset.earlier);
    const open = choice === "" || choice === "?";
    box.dataset.stand = open ? "open" : choice === box.dataset.choice ? "confirmed" : "changed";
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-earlier] button");
    if (!button) return;
    const box = button.closest("[data-earlier]");
    const code = box.dataset.earlier;
    const radio = form.querySelector(`input[name="${CSS.escape(code)}"][value="${CSS.escape(box.dataset.choice)}"]`);
    if (!radio) return; // then the button does what it does without a script
    event.preventDefault();
    const reason = field(`${code}-reden`);
    if (reason) reason.value = box.dataset.reason;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.focus({ preventScroll: true }); // the button goes out of sight
  });

  form.addEventListener("change", (event) => {
    const statement = event.target.closest("[data-statement]");
    const box = statement && statement.querySelector("[data-earlier]");
    if (box) show(box);
  });
})();
