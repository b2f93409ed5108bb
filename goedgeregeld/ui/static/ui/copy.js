/* The copy button: shows itself when copying is possible, copies the field it names, and says so. */
document.querySelectorAll("[data-copy]").forEach(function (button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    var field = document.getElementById(button.dataset.copy);
    var said = button.closest(".copy").querySelector("[role=status]");
    navigator.clipboard.writeText(field.value).then(
      function () { said.textContent = button.dataset.said; },
      function () { field.focus(); field.select(); }
    );
  });
});
