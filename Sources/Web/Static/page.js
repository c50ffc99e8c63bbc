"use strict";
// Everything works without this file; it only makes some things nicer.

// An upload shows how far it has come, and a file may be dropped on its field.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const drop = form.querySelector(".drop");
  const field = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over-it"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over-it"); });
  }
  drop.addEventListener("drop", (event) => { if (event.dataTransfer.files.length) field.files = event.dataTransfer.files; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    button.disabled = true;
    bar.classList.remove("hidden");
    request.upload.addEventListener("progress", (sent) => { if (sent.lengthComputable) bar.value = sent.loaded / sent.total; });
    request.addEventListener("load", () => {
      if (request.responseURL.includes("/incoming/")) { location.assign(request.responseURL); return; }
      // A refusal is a page of its own: show it as the browser would have.
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
      document.querySelector("main").focus();
    });
    request.addEventListener("error", () => { button.disabled = false; form.submit(); });
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}
