// An assessor's key. It is made or brought here and used here; nobody, this page included, can take it out again
// (Web Cryptography API, extractable: false). IndexedDB keeps it for this browser and this address (store.js).
"use strict";
globalThis.jinganKeys = (() => {
  const kinds = { "ES256": [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }], "EdDSA": [{ name: "Ed25519" }, { name: "Ed25519" }] };
  let held = null, borrowed = null;

  const store = (mode, act) => jinganStore.use("keys", mode, act);

  const shown = kept => kept && { name: kept.name, algorithm: kept.algorithm, kid: kept.kid, publicKey: kept.publicKey, isKept: kept.isKept };

  // Kept where the browser keeps anything; else until the tab is closed, and that is said.
  const keep = async found => {
    let isKept = true;
    try { await store("readwrite", keys => keys.put({ ...found, isKept }, "assessor")); } catch { isKept = false; }
    held = { ...found, isKept };
    try { await navigator.storage?.persist?.(); } catch { /* it is kept without that promise as well */ }
    return shown(held);
  };

  const bare = ({ kty, crv, x, y }) => y === undefined ? { kty, crv, x } : { kty, crv, x, y };

  const signWith = async ({ algorithm, key }, input) =>
    new Uint8Array(await crypto.subtle.sign(kinds[algorithm][1], key, new TextEncoder().encode(input)));

  const read = async pkcs8 => {
    for (const algorithm of Object.keys(kinds)) {
      try {
        const open = await crypto.subtle.importKey("pkcs8", pkcs8, kinds[algorithm][0], true, ["sign"]);
        const publicKey = bare(await crypto.subtle.exportKey("jwk", open));
        return { algorithm, publicKey, key: await crypto.subtle.importKey("pkcs8", pkcs8, kinds[algorithm][0], false, ["sign"]) };
      } catch { /* another kind */ }
    }
    return null;
  };

  return {
    // Only an address that nobody can listen to, or this machine itself, has WebCrypto.
    can() { return globalThis.isSecureContext === true && crypto.subtle !== undefined; },
    async open() {
      // What another tab made or removed counts here too.
      if (this.can() && held?.isKept !== false) {
        try { held = await store("readonly", keys => keys.get("assessor")) ?? null; } catch { held = null; }
      }
      return shown(held);
    },
    async make(name) {
      const pair = await crypto.subtle.generateKey(kinds.ES256[0], false, ["sign", "verify"]);
      return keep({ name, algorithm: "ES256", kid: null, publicKey: bare(await crypto.subtle.exportKey("jwk", pair.publicKey)), key: pair.privateKey });
    },
    // A key of PKCS #8; null where this browser does not know its kind.
    async bring(name, pkcs8) {
      const found = await read(pkcs8);
      return found && keep({ name, kid: null, ...found });
    },
    // Somebody else's key, for one signature.
    async borrow(pkcs8) { borrowed = await read(pkcs8); return borrowed && shown({ ...borrowed, name: "", kid: null, isKept: false }); },
    async signBorrowed(input) { const key = borrowed; borrowed = null; return signWith(key, input); },
    async call(kid) { return keep({ ...held, kid }); },
    sign(input) { return signWith(held, input); },
    async forget() {
      held = null;
      try { await store("readwrite", keys => keys.delete("assessor")); } catch { /* nothing is kept */ }
    },
  };
})();
