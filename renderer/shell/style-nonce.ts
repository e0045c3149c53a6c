/**
 * Radix adds a style of its own while a dialog or a menu is open. The security policy lets it in by
 * the nonce of the page, which its helper looks for under this name.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
if (nonce !== undefined) Object.assign(globalThis, { __webpack_nonce__: nonce });
