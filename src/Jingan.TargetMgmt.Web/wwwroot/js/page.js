// What a page has to ask the browser itself for. Everything else is .NET.
"use strict";
const isTicked = field => field.type === "checkbox" || field.type === "radio";
const isTyped = field => field.matches("input, textarea, select") && !["file", "password"].includes(field.type);
globalThis.jingan = {
  // sessionStorage may be forbidden, or full: then this page has it until it is loaded anew, and the app says so.
  held: new Map(),
  kept(key) { try { return this.held.get(key) ?? sessionStorage.getItem(key); } catch { return null; } },
  keep(key, value) {
    try {
      value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value);
      this.held.delete(key);
      return true;
    } catch {
      value === null ? this.held.delete(key) : this.held.set(key, value);
      return false;
    }
  },
  // What an app before this one remembered of a log in localStorage.
  remembered(key) { try { return localStorage.getItem(key); } catch { return null; } },
  forget(key) { try { localStorage.removeItem(key); } catch { /* nothing was remembered */ } },
  // Signing out: nothing of the person stays in the tab. What the service does not have yet is asked about first.
  leave(question) {
    if (this.unsaved && !confirm(question)) { return false; }
    this.unsaved = false;
    const isThePersons = key => key.startsWith("jingan.") && key !== "jingan.language";
    try { Object.keys(sessionStorage).filter(isThePersons).forEach(key => sessionStorage.removeItem(key)); } catch { /* it keeps nothing */ }
    [...this.held.keys()].filter(isThePersons).forEach(key => this.held.delete(key));
    return true;
  },
  language() { return (navigator.language || "zh").toLowerCase().startsWith("en") ? "en" : "zh"; },
  speak(language) { document.documentElement.lang = language === "en" ? "en" : "zh-CN"; },
  save(name, type, bytes) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  focus(id) { const found = document.getElementById(id); if (found) { found.focus(); found.scrollIntoView({ block: "center" }); } },
  print() { window.print(); },
  // Which of the app's versions this page is of: the service writes it into the first page.
  version() { return document.querySelector("meta[name=app-version]")?.content ?? ""; },
  // Loads the page anew; what stands in its fields is put back when they are there again.
  reload() {
    this.keepTyped();
    location.reload();
  },
  // A script of the app's own that not every visit needs.
  load(src) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      [script.src, script.onload, script.onerror] = [src, () => done(), () => failed(new Error(src))];
      document.head.append(script);
    });
  },
  keepTyped() {
    const fields = [...document.querySelectorAll("main [id]")].filter(isTyped).map(f => [f.id, isTicked(f) ? f.checked : f.value]);
    if (this.keep("jingan.typed", JSON.stringify({ path: location.pathname, fields }))) { this.unsaved = false; }
  },
  // C2SP tlog-tiles: each entry after its length in two bytes; RFC 6962 section 2.1: a leaf is hashed behind a zero byte.
  async leafHashes(bundle) {
    if (!globalThis.crypto?.subtle) { return null; }
    const hashes = [];
    for (let at = 0; at + 2 <= bundle.length;) {
      const length = bundle[at] << 8 | bundle[at + 1];
      const leaf = new Uint8Array(length + 1);
      leaf.set(bundle.subarray(at + 2, at + 2 + length), 1);
      hashes.push(crypto.subtle.digest("SHA-256", leaf));
      at += 2 + length;
    }
    const all = new Uint8Array(hashes.length * 32);
    (await Promise.all(hashes)).forEach((hash, i) => all.set(new Uint8Array(hash), i * 32));
    return all;
  },
  // Where the address is no secure one there is no clipboard to ask, only the old command.
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  },
  // Leaving with something that is not saved yet asks first.
  unsaved: false,
  mark(unsaved) { globalThis.jingan.unsaved = unsaved; },
};
// In a list of rows the arrows go from row to row.
addEventListener("keydown", event => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!step || !event.target.matches?.("[data-row]")) { return; }
  event.preventDefault();
  let row = event.target.closest("tr")[step];
  while (row && !row.querySelector("[data-row]")) { row = row[step]; }
  row?.querySelector("[data-row]").focus();
});
addEventListener("beforeunload", event => { if (globalThis.jingan.unsaved) { event.preventDefault(); } });
// What was typed before the page was loaded anew goes back into its fields as they appear, as if it were typed again.
(() => {
  const typed = JSON.parse(jingan.kept("jingan.typed"));
  jingan.keep("jingan.typed", null);
  if (typed?.path !== location.pathname) { return; }
  const waiting = new Map(typed.fields);
  const fill = () => [...waiting].forEach(([id, value]) => {
    const field = document.getElementById(id);
    if (!field || !isTyped(field)) { return; }
    waiting.delete(id);
    if (isTicked(field) ? field.checked === value || (field.type === "radio" && !value) : field.value === value) { return; }
    isTicked(field) ? field.checked = value : field.value = value;
    ["input", "change"].forEach(kind => field.dispatchEvent(new Event(kind, { bubbles: true })));
  });
  const watch = new MutationObserver(fill);
  watch.observe(document.body, { childList: true, subtree: true });
  // Whoever types or turns to another page goes on from what he sees.
  const stop = event => { if (event.isTrusted) { watch.disconnect(); } };
  ["keydown", "pointerdown"].forEach(kind => addEventListener(kind, stop, { once: true, capture: true }));
})();
