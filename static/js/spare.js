/* What may be left out from here on, and the minutes that it saves. */

const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);

export class Spare {
  /** `order` are the ids of the slides. */
  constructor(section, order) {
    this.order = order;
    this.lines = [...section.querySelectorAll("[data-spare-of]")];
    this.minutes = section.querySelector("[data-spare-minutes]");
    this.all = section.querySelector("[data-spare-all]");
    this.none = section.querySelector("[data-spare-none]");
  }

  show(current, skipped) {
    const here = this.order.indexOf(current);
    for (const line of this.lines) line.hidden = this.order.indexOf(line.dataset.spareOf) <= here;
    const left = this.lines.filter(({ hidden, dataset }) => !hidden && !skipped.has(dataset.spareOf));
    const minutes = left.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0);
    this.all.value = left.map(({ dataset }) => dataset.spareOf).join("+");
    this.minutes.textContent = this.minutes.dataset.text.replace("{minutes}", NUMBERS.format(minutes));
    this.all.hidden = !left.length;
    this.none.hidden = left.length > 0;
  }
}
