/* What of a slide does not fit: called with {slides, longer}, answers with a line a fault. */
({ slides, longer, foot }) => {
  const lengthen = (root) => {
    if (!longer) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const words = text.data.trim();
      if (!words || !/\p{L}{2}/u.test(words) || text.parentElement.closest("svg, [data-join], .visually-hidden")) continue;
      const extra = Math.ceil(words.length * longer);
      text.data = `${text.data.trimEnd()} ${words.repeat(Math.ceil(longer)).slice(0, extra).trim()}`;
    }
  };
  const linesOf = (element) => {
    const range = document.createRange();
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    return own.flatMap((node) => { range.selectNodeContents(node); return [...range.getClientRects()]; });
  };
  const faults = [];
  for (const slide of document.querySelectorAll(slides)) {
    const hidden = slide.hidden;
    slide.hidden = false;
    lengthen(slide);
    const box = slide.getBoundingClientRect();
    const bottom = foot && !slide.matches(".slide--cover, .slide--contact") ? box.top + box.height * foot : box.bottom;
    for (const element of slide.querySelectorAll("*")) {
      if (element.closest("svg, .visually-hidden") || !element.checkVisibility()) continue;
      if (getComputedStyle(element).clipPath === "inset(50%)") continue;
      for (const line of linesOf(element)) {
        if (line.width < 2) continue;
        const out = line.right > box.right + 1 || line.left < box.left - 1 || line.bottom > bottom + 1 || line.top < box.top - 1;
        if (out) faults.push(`${slide.dataset.slide}: ${element.className || element.tagName}: ${element.textContent.trim().slice(0, 40)}`);
      }
      if (foot && element.scrollWidth > element.clientWidth + 2 && element.clientWidth && getComputedStyle(element).display !== "inline")
        faults.push(`${slide.dataset.slide}: ${element.className || element.tagName} is ${element.scrollWidth - element.clientWidth} too wide`);
    }
    slide.hidden = hidden;
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} too wide`);
  return [...new Set(faults)];
}
