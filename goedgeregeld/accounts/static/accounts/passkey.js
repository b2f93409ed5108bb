// Says in words what went wrong with a passkey, where allauth's script would only write on the console.
"use strict";
(() => {
  const place = document.getElementById("passkey-problem");
  const say = (words) => { place.textContent = words; place.hidden = false; };
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(window.PublicKeyCredential ? place.dataset.failed : place.dataset.unsupported);
  });
})();
