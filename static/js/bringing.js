/* The page of a file that was brought: how far it is, and what was chosen, kept at once. */

const main = document.querySelector(/** @type {"main"} */ ("[data-bring]"));
const token = main.querySelector(/** @type {"input"} */ ("[name=csrfmiddlewaretoken]"));
const ASK = 1000;

/** @param {RequestInit} options */
const ask = async (options = {}) => {
  const reply = await fetch(location.pathname, { headers: { Accept: "application/json" }, ...options });
  return reply.ok && !reply.redirected ? await reply.json() : null;
};

/** After the slides their pictures are counted.
 * @param {{ done: number, total: number }} told */
const tellFar = ({ done, total }) => {
  const far = main.querySelector(/** @type {"p"} */ ("[data-far]"));
  const bar = main.querySelector("progress");
  if (!total) return;
  const words = (done > total ? far.dataset.draws : far.dataset.words) ?? "";
  const now = done > total ? done - total : done;
  far.textContent = words.replace("{done}", `${now}`).replace("{total}", `${total}`);
  bar.max = total;
  bar.value = now;
};

const watch = async () => {
  const told = await ask().catch(() => ({ state: "reading" }));
  if (told?.state !== "reading") location.reload();
  else {
    tellFar(told);
    setTimeout(watch, ASK);
  }
};

const count = () => {
  for (const place of main.querySelectorAll(/** @type {"dd"} */ ("[data-count]"))) {
    const chosen = main.querySelectorAll(`[type="radio"][value="${place.dataset.count}"]:checked`);
    place.textContent = String(chosen.length);
  }
};

/** @param {HTMLInputElement} field */
const keep = ({ name, value }) => {
  const body = new FormData();
  body.set(name, value);
  body.set("csrfmiddlewaretoken", token.value);
  ask({ method: "POST", body }).catch(() => null); // the form sends everything once more
};

main.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.type !== "radio") return;
  const number = field.name.replace("choice-", "");
  const mark = main.querySelector(/** @type {"a"} */ (`[data-of="${number}"]`));
  mark.dataset.choice = field.value;
  count();
  keep(field);
});

if (main.dataset.state === "reading") watch();
