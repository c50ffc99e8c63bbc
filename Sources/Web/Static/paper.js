"use strict";
// Typing a pile of paper by keyboard alone. Everything works without this file; then Tab moves on and Enter saves.

for (const form of document.querySelectorAll("form[data-typing]")) {
  const fields = [...form.querySelectorAll("input[type=text]")];
  const go = (place) => {
    const field = fields[place];
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  };

  fields.forEach((field, place) => {
    const codes = (field.dataset.codes || "").split(" ").filter(Boolean);
    field.addEventListener("input", (event) => {
      if (event.isComposing || !codes.includes(field.value)) return;
      // A code that another one begins with may not be whole yet.
      if (!codes.some((code) => code !== field.value && code.startsWith(field.value))) go(place + 1);
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if ((event.key === "Enter" && place + 1 < fields.length) || event.key === "ArrowDown") {
        event.preventDefault();
        go(place + 1);
      } else if (event.key === "ArrowUp" || (event.key === "Backspace" && !field.value)) {
        event.preventDefault();
        go(place - 1);
      }
    });
  });

  const faulty = fields.findIndex((field) => field.getAttribute("aria-invalid"));
  go(faulty < 0 ? 0 : faulty);
}
