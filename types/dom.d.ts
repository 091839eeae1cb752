/* Elements of our own templates: what is looked up is there, and is HTML. */

interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K];
  querySelector<E extends Element = HTMLElement>(selectors: string): E;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}

interface Document {
  getElementById(id: string): HTMLElement;
}

/** The dataset of an element that our templates give all of it. */
type Words = Record<string, string>;

/** A field of a form. */
type Field = HTMLInputElement;

interface Window {
  Plotly?: {
    react(box: HTMLElement, data: unknown[], layout: object, config: object): Promise<void>;
    purge(box: HTMLElement): void;
    toImage(figure: object, options: object): Promise<string>;
  };
}
