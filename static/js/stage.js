/* A stage of 1920 x 1080: scaled into its box, showing one of its slides. */

export const STAGE = { width: 1920, height: 1080 };

/** Keep `stage` as large as fits in `box`, centred. */
export function fit(stage, box) {
  const place = () => {
    const { clientWidth, clientHeight } = box;
    const scale = Math.min(clientWidth / STAGE.width, clientHeight / STAGE.height);
    const left = (clientWidth - STAGE.width * scale) / 2;
    const top = (clientHeight - STAGE.height * scale) / 2;
    stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  };
  new ResizeObserver(place).observe(box);
  place();
}

/** The slides of a stage, one of them visible. */
export class Slides {
  skipped = new Set(); // ids of slides that this session leaves out

  constructor(root) {
    this.all = [...root.querySelectorAll("[data-slide]")];
    this.current = this.all.find((slide) => !slide.hidden) ?? null;
  }

  byId(id) {
    return this.all.find((slide) => slide.dataset.slide === id) ?? null;
  }

  byNumber(number) {
    return this.all.find((slide) => Number(slide.dataset.number) === number) ?? null;
  }

  /** The slide after or before this one that is not skipped. */
  beside(step) {
    let place = this.all.indexOf(this.current) + step;
    while (this.skipped.has(this.all[place]?.dataset.slide)) place += step;
    return this.all[place] ?? null;
  }

  /** Returns whether another slide came into view. */
  show(slide) {
    if (!slide || slide === this.current) return false;
    for (const other of this.all) other.hidden = other !== slide;
    this.current = slide;
    return true;
  }
}
