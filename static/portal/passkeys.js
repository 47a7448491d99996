/* Passkeys: the browser asks the device, the form carries the answer. Without this file other ways remain. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const listed = (rows) => (rows || []).map((row) => ({ ...row, id: bytes(row.id) }));

  const create = async (options) => {
    const wanted = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    wanted.user = { ...wanted.user, id: bytes(wanted.user.id) };
    wanted.excludeCredentials = listed(wanted.excludeCredentials);
    wanted.authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    const made = await navigator.credentials.create({ publicKey: wanted });
    const { attestationObject, clientDataJSON } = made.response;
    return { response: { attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON) }, made };
  };
  const get = async (options) => {
    const wanted = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    wanted.allowCredentials = listed(wanted.allowCredentials);
    const made = await navigator.credentials.get({ publicKey: wanted });
    const { authenticatorData, clientDataJSON, signature, userHandle } = made.response;
    const response = { authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature) };
    if (userHandle) response.userHandle = text(userHandle);
    return { response, made };
  };
  const given = () => JSON.parse(document.getElementById("passkey-data").textContent);
  const asked = async (form) => (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  const ways = {
    create: async () => create(given().creation_options),
    get: async () => get(given().request_options),
    "sign-in": async (form) => get((await asked(form)).request_options),
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector("[data-passkey-said]");
      said.hidden = true;
      try {
        const { response, made } = await ways[form.dataset.passkey](form);
        form.elements.credential.value = JSON.stringify({
          id: made.id, rawId: text(made.rawId), type: made.type, response,
          authenticatorAttachment: made.authenticatorAttachment, clientExtensionResults: made.getClientExtensionResults(),
        });
        form.submit();
      } catch {
        said.hidden = false;
      }
    });
  });
})();
