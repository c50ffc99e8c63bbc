"use strict";
// A reviewer's grid: keys move between cells, what is typed is saved at once, and kept on this device while the connection is down.
// Everything works without this file; then the buttons of the form save and submit.

for (const form of document.querySelectorAll("form[data-grid]")) {
  const table = form.querySelector("table.marks");
  const status = form.querySelector("[data-status]");
  const beside = form.querySelector("[data-beside]");
  const filled = form.querySelector("[data-filled]");
  const besideDocument = form.querySelector("#beside-document");
  const { interface: address, key, token } = form.dataset;
  const cells = [...table.querySelectorAll("input[data-code]")];
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input[data-code]")]);
  const communityOf = (cell) => cell.closest("tr").dataset.community;
  const nameOf = (cell) => `${communityOf(cell)}/${cell.dataset.code}`;
  const byName = new Map(cells.map((cell) => [nameOf(cell), cell]));
  let current = null;
  let sending = false;
  let timer = 0;

  document.documentElement.classList.add("with-script");

  // What has not reached the service yet, by cell; it outlives the page.
  const waiting = (() => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } })();
  const keep = () => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting)); else localStorage.removeItem(key);
    } catch { /* Private windows may have no storage; then only the connection keeps what is typed. */ }
  };
  const say = (word) => { status.textContent = form.dataset[word] || ""; };

  const note = (cell) => {
    waiting[nameOf(cell)] = { text: cell.value, document: cell.dataset.document, version: Number(cell.dataset.version) };
    cell.parentElement.classList.add("waiting");
    keep();
    say("saving");
    clearTimeout(timer);
    timer = setTimeout(send, 500);
  };

  async function send() {
    if (sending || !Object.keys(waiting).length) return true;
    sending = true;
    const names = Object.keys(waiting).slice(0, 400);
    const batch = names.map((name) => {
      const [community, ...indicator] = name.split("/");
      return { community, indicator: indicator.join("/"), ...waiting[name] };
    });
    const sent = new Map(names.map((name) => [name, JSON.stringify(waiting[name])]));
    try {
      const answer = await fetch(address + "/cells", {
        method: "PATCH", headers: { "Content-Type": "application/json", "X-Form-Token": token, Accept: "application/json" },
        body: JSON.stringify({ cells: batch }),
      });
      if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        status.textContent = [problem.title, problem.detail].filter(Boolean).join(" ") || String(answer.status);
        // Signed out, locked or refused: what was typed stays here; trying again at once would not help.
        return false;
      }
      const done = await answer.json();
      for (const cell of done.cells) {
        const name = `${cell.community}/${cell.indicator}`;
        const field = byName.get(name);
        // Typed on in the meantime: that is sent next, on top of the version just made.
        const isNewer = JSON.stringify(waiting[name]) !== sent.get(name);
        if (isNewer && waiting[name]) waiting[name].version = cell.version; else delete waiting[name];
        if (field) show(field, cell, isNewer);
      }
      for (const name of names) if (!done.cells.some((cell) => `${cell.community}/${cell.indicator}` === name)) delete waiting[name];
      filled.textContent = done.filled;
      keep();
      say(Object.keys(waiting).length ? "saving" : done.cells.some((cell) => cell.isConflict) ? "conflict" : "saved");
      return true;
    } catch {
      say("offline");
      return false;
    } finally {
      sending = false;
      if (Object.keys(waiting).length) { clearTimeout(timer); timer = setTimeout(send, 4000); }
    }
  }

  // What the page before sent as it was left may have arrived after this page was made. Then that page forgot it, and cells with a later
  // version are shown as they are; if it left before it was answered, what it sent still waits on this device and is sent again.
  async function catchUp() {
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || !answer.ok) return;
    const grid = await answer.json();
    for (const cell of grid.communities.flatMap((community) => community.cells)) {
      const name = `${cell.community}/${cell.indicator}`;
      const field = byName.get(name);
      if (field && !waiting[name] && cell.version > Number(field.dataset.version)) show(field, cell, false);
    }
    filled.textContent = grid.filled;
  }

  function show(field, cell, isNewer) {
    field.dataset.version = cell.version;
    if (!isNewer) {
      field.value = cell.text;
      field.dataset.document = cell.document;
    }
    const place = field.parentElement;
    place.className = isNewer ? cell.state + " waiting" : cell.state;
    place.querySelector("output").value = cell.points === null ? "" : cell.points.toFixed(2);
    const fault = place.querySelector(".fault");
    fault.textContent = cell.findings.map((finding) => finding.message + form.dataset.stop + finding.remedy).join(" ");
    field.toggleAttribute("aria-invalid", cell.findings.length > 0);
    if (cell.findings.length) { field.setAttribute("aria-invalid", "true"); field.setAttribute("aria-describedby", fault.id); }
    if (field === current) look(field);
  }

  // Beside the cell stand its rule, what it earns, what is wrong, and the evidence of its community.
  function look(cell) {
    current = cell;
    const [code, community] = [cell.dataset.code, communityOf(cell)];
    const rule = document.querySelector(`[data-rule-of="${CSS.escape(code)}"]`);
    const evidence = document.querySelector(`[data-evidence-of="${CSS.escape(community)}"]`);
    beside.hidden = false;
    beside.querySelector("[data-where]").textContent = cell.closest("tr").querySelector("th").firstChild.textContent;
    beside.querySelector("[data-what]").textContent = rule.querySelector("h3").textContent;
    beside.querySelector("[data-faults]").textContent = cell.parentElement.querySelector(".fault").textContent;
    beside.querySelector("[data-points]").textContent = cell.parentElement.querySelector("output").value || "—";
    beside.querySelector("[data-rule]").replaceChildren(...[...rule.cloneNode(true).children].slice(1));
    const files = evidence.cloneNode(true);
    files.querySelector("summary").remove();
    const title = document.createElement("p");
    title.className = "quiet";
    title.textContent = evidence.closest("section").querySelector("h2").textContent;
    beside.querySelector("[data-evidence]").replaceChildren(title, ...files.children);
    if (document.activeElement !== besideDocument) besideDocument.value = cell.dataset.document;
  }

  const go = (row, column) => {
    const target = rows[row] && rows[row][Math.min(column, rows[row].length - 1)];
    if (target) { target.focus(); target.select(); }
    return Boolean(target);
  };

  table.addEventListener("focusin", (event) => { if (event.target.dataset.code) look(event.target); });
  table.addEventListener("input", (event) => { if (event.target.dataset.code) note(event.target); });
  besideDocument.addEventListener("input", () => {
    if (!current) return;
    current.dataset.document = besideDocument.value;
    note(current);
  });
  besideDocument.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && current) { event.preventDefault(); current.focus(); }
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.dataset.code || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = rows.findIndex((list) => list.includes(cell));
    const column = rows[row].indexOf(cell);
    const atStart = cell.selectionStart === 0 && (cell.selectionEnd === 0 || cell.selectionEnd === cell.value.length);
    const atEnd = cell.selectionEnd === cell.value.length && (cell.selectionStart === cell.value.length || cell.selectionStart === 0);
    let moved = false;
    if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) moved = go(row + 1, column) || event.key === "Enter";
    else if (event.key === "ArrowUp" || event.key === "Enter") moved = go(row - 1, column) || event.key === "Enter";
    else if (event.key === "ArrowLeft" && atStart && column > 0) moved = go(row, column - 1);
    else if (event.key === "ArrowRight" && atEnd) moved = column + 1 < rows[row].length && go(row, column + 1);
    if (moved) event.preventDefault();
  });
  // A block copied from a spreadsheet fills cells to the right and below.
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!event.target.dataset.code || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const top = rows.findIndex((list) => list.includes(event.target));
    const left = rows[top].indexOf(event.target);
    text.split("\n").forEach((line, down) => line.split("\t").forEach((value, across) => {
      const cell = rows[top + down] && rows[top + down][left + across];
      if (cell) { cell.value = value.trim(); note(cell); }
    }));
  });

  // The buttons go on working: first everything typed is saved, then the form carries only what it is asked to do.
  form.addEventListener("submit", async (event) => {
    if (form.dataset.ready) return;
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer);
    while (sending) await new Promise((resume) => setTimeout(resume, 50));
    while (Object.keys(waiting).length) if (!(await send())) return;
    for (const input of table.querySelectorAll("input")) input.disabled = true;
    form.dataset.ready = "yes";
    form.requestSubmit(button);
  });
  addEventListener("online", send);
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });

  // What an earlier visit could not save is put back and sent.
  for (const [name, value] of Object.entries(waiting)) {
    const cell = byName.get(name);
    if (!cell) continue;
    cell.value = value.text;
    cell.dataset.document = value.document;
    cell.parentElement.classList.add("waiting");
  }
  if (Object.keys(waiting).length) send(); else say("saved");
  catchUp();
}
