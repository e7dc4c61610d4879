// What this browser keeps beyond the tab, for this address: IndexedDB "jingan", with the assessor's key and what was seen
// last of each log. It may be forbidden; then every promise here fails, and whoever asked says what is not kept.
"use strict";
globalThis.jinganStore = (() => {
  const names = ["keys", "logs"]; // version 1 had the keys alone

  const open = () => new Promise((resolve, reject) => {
    const opening = indexedDB.open("jingan", 2);
    opening.onupgradeneeded = () => names.filter(name => !opening.result.objectStoreNames.contains(name))
      .forEach(name => opening.result.createObjectStore(name));
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });

  // One transaction, which is whole or undone; opened for it alone, so that no tab keeps a newer app's waiting.
  const use = async (name, mode, act) => {
    const opened = await open();
    try {
      return await new Promise((resolve, reject) => {
        const doing = opened.transaction(name, mode);
        const asked = act(doing.objectStore(name));
        doing.oncomplete = () => resolve(asked.result);
        doing.onerror = doing.onabort = () => reject(doing.error);
      });
    } finally {
      opened.close();
    }
  };

  return {
    use,
    // A log's key and last checkpoint, {key, note, size}; null where there is none or nothing is kept.
    async seen(log) { try { return await use("logs", "readonly", logs => logs.get(log)) ?? null; } catch { return null; } },
    // Another tab may have seen more meanwhile: of two checkpoints the larger one stays. False where nothing is kept.
    async see(log, key, note, size) {
      try {
        await use("logs", "readwrite", logs => {
          const asked = logs.get(log);
          asked.onsuccess = () => { if (!(asked.result?.size > size)) { logs.put({ key, note, size }, log); } };
          return asked;
        });
        return true;
      } catch { return false; }
    },
  };
})();
