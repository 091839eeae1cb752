/* A form sent by script: again with a new token when the old one ended, and only a reply of
   the server itself counts. */

/**
 * @typedef {{ code: string, message: string }} Problem
 * @typedef {{ ok?: boolean, version?: number, token?: string, error?: Problem }} Reply
 */

/**
 * What the server said, or null: boxes between page and server answer in its place.
 * @param {Response} response
 * @returns {Promise<Reply | null>}
 */
export async function ownReply(response) {
  if (!/^application\/json\b/.test(response.headers.get("Content-Type") ?? "")) return null;
  const body = await response.json();
  return isOwn(body, response.ok) ? body : null;
}

/**
 * @param {any} body
 * @param {boolean} ok
 */
function isOwn(body, ok) {
  return ok ? body?.ok === true : typeof body?.error?.code === "string" && body.error.code.includes(".");
}

export class Posting {
  /** @param {string} token  against requests of other sites */
  constructor(token) {
    this.token = token;
  }

  /**
   * Never throws; without a reply of the server the code is `network`.
   * @param {string} url
   * @param {Record<string, string>} fields
   * @returns {Promise<Reply>}
   */
  async send(url, fields) {
    const reply = await this.#once(url, fields);
    if (reply.error?.code !== "desk.token" || !reply.token) return reply;
    this.token = reply.token;
    renewToken(reply.token);
    return this.#once(url, fields);
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} fields
   * @returns {Promise<Reply>}
   */
  async #once(url, fields) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "X-CSRFToken": this.token, Accept: "application/json" },
        body: new URLSearchParams(fields),
        credentials: "same-origin",
      });
      const reply = await ownReply(response);
      if (reply) return reply;
    } catch { /* no reply at all */ }
    return { error: { code: "network", message: "" } };
  }
}

/**
 * A login in another tab ended the token of every form on this page.
 * @param {string} token
 */
export function renewToken(token) {
  const fields = document.querySelectorAll(/** @type {"input"} */ ("[name=csrfmiddlewaretoken]"));
  for (const field of fields) field.value = token;
}
