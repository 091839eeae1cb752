/* The little of a browser that modules touch when they are loaded. */

class Storage {
  clear() {
    for (const key of Object.keys(this)) delete this[key];
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, value) {
    this[key] = String(value);
  }

  removeItem(key) {
    delete this[key];
  }
}

globalThis.localStorage = new Storage();
globalThis.sessionStorage = new Storage();
globalThis.document = { documentElement: { lang: "nl" }, querySelector: () => null, querySelectorAll: () => [] };
globalThis.SVGElement = class {};
globalThis.addEventListener = () => {};

/** A form of fields `{name, type, value, checked}`, as much of it as answers.js asks for. */
export function formOf(...fields) {
  const elements = fields.map((field) => ({ type: "text", value: "", checked: false, dataset: {}, ...field }));
  return { elements };
}
