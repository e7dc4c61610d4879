// What a page has to ask the browser itself for. Everything else is .NET.
"use strict";
globalThis.jingan = {
  // sessionStorage may be forbidden; then nothing is kept, and the app says so.
  kept(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
  keep(key, value) {
    try { value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value); return true; } catch { return false; }
  },
  // What this browser remembers of a log, for as long as it keeps anything.
  remembered(key) { try { return localStorage.getItem(key); } catch { return null; } },
  remember(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
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
