/* Who else has this workshop open, at which slide, and what they changed: asked every few
   seconds while the page is looked at. */

const EVERY_MS = 4000;

export class Company {
  /**
   * @param {string} address
   * @param {{
   *   look: () => { at: string, edition: string },
   *   onNews: (news: OutlineNews) => void,
   * }} hands `look` is the slide that is open, and the edition that this page has
   */
  constructor(address, { look, onNews }) {
    this.address = address;
    this.look = look;
    this.onNews = onNews;
    addEventListener("visibilitychange", () => this.ask());
    setInterval(() => this.ask(), EVERY_MS);
    this.ask();
  }

  async ask() {
    if (document.hidden) return;
    const headers = { Accept: "application/json" };
    const response = await fetch(`${this.address}?${new URLSearchParams(this.look())}`, { headers }).catch(() => null);
    if (response?.ok) this.onNews(await response.json());
  }
}
