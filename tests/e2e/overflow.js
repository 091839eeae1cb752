/* What of a slide does not fit: called with {slides, longer, foot}, answers with a line a fault. */
({ slides, longer, foot }) => {
  const SLACK = 1; // pixels
  const EMPTY = 0.1; // of a line's height: above and below its letters, in typefaces that take more
  const UNMEASURED = "svg, .visually-hidden";

  const lengthened = (words) => {
    const extra = Math.ceil(words.length * longer);
    return words.repeat(Math.ceil(longer)).slice(0, extra).trim();
  };
  const lengthen = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const words = text.data.trim();
      const stays = !/\p{L}{2}/u.test(words) || text.parentElement.closest("svg, [data-join], .visually-hidden");
      if (!stays) text.data = `${text.data.trimEnd()} ${lengthened(words)}`;
    }
  };

  const linesOf = (element) => {
    const range = document.createRange();
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    return own.flatMap((node) => { range.selectNodeContents(node); return [...range.getClientRects()]; });
  };
  const isMeasured = (element) =>
    !element.closest(UNMEASURED) && element.checkVisibility() && getComputedStyle(element).clipPath !== "inset(50%)";
  const roomOf = (slide) => {
    const { top, left, right, bottom, height } = slide.getBoundingClientRect();
    const hasFoot = foot && !slide.matches(".slide--cover, .slide--contact");
    return { top, left, right, bottom: hasFoot ? top + height * foot : bottom };
  };
  const isUnderCode = (line) => {
    const code = document.querySelector(".foot__qr")?.getBoundingClientRect();
    return Boolean(foot && code?.width) && line.right > code.left && line.bottom > code.top + EMPTY * line.height;
  };
  const isOutside = (line, room) =>
    line.width >= 2 && (isUnderCode(line) || line.right > room.right + SLACK || line.left < room.left - SLACK
      || line.bottom > room.bottom + SLACK + EMPTY * line.height || line.top < room.top - SLACK - EMPTY * line.height);
  // Words of a tile stay on it, between its edge and those of its neighbours.
  const roomIn = (element, room) => {
    const tile = element.closest(".slide--tiles .slide__body li")?.getBoundingClientRect();
    return foot && tile ? tile : room;
  };
  const tooWide = (element) => {
    const { scrollWidth, clientWidth } = element;
    const measured = clientWidth && getComputedStyle(element).display !== "inline";
    return measured ? scrollWidth - clientWidth : 0;
  };

  // The number of answers, and who walks up, stand clear of what is asked.
  const isOver = (one, other) => one.left < other.right && other.left < one.right
    && one.top + EMPTY * one.height < other.bottom && other.top < one.bottom - EMPTY * one.height;
  const overlapsOf = (slide) => {
    const words = [...slide.querySelectorAll(".slide__text *")].filter(isMeasured).flatMap(linesOf);
    const counts = [...slide.querySelectorAll(".result__count *, .trail")]
      .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect());
    return counts.some((count) => words.some((line) => isOver(line, count)))
      ? [`${slide.dataset.slide}: the number of answers lies over the text`] : [];
  };

  const faultsOf = (slide) => {
    const room = roomOf(slide);
    const over = foot ? overlapsOf(slide) : [];
    return over.concat([...slide.querySelectorAll("*")].filter(isMeasured).flatMap((element) => {
      const name = `${slide.dataset.slide}: ${element.className || element.tagName}`;
      const faults = linesOf(element).filter((line) => isOutside(line, roomIn(element, room)))
        .map(() => `${name}: ${element.textContent.trim().slice(0, 40)}`);
      if (foot && tooWide(element) > 2) faults.push(`${name} is ${tooWide(element)} too wide`);
      return faults;
    }));
  };
  const measure = (slide) => {
    const { hidden } = slide;
    slide.hidden = false;
    if (longer) lengthen(slide);
    const faults = faultsOf(slide);
    slide.hidden = hidden;
    return faults;
  };

  const faults = [...document.querySelectorAll(slides)].flatMap(measure);
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) faults.push(`the page is ${over} too wide`);
  return [...new Set(faults)];
}
