/* Draws charts as a projector does and says what of them cannot be read: called with
   {cases, smallest}, answers with a line a fault. */
async ({ cases, smallest }) => {
  const SLACK = 2; // pixels of the stage
  const INK = 0.24; // of a line's height: above and below its letters

  const stage = document.querySelector("[data-stage]");
  const [address] = performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => /\/results(\.\w+)?\.js$/.test(name));
  const { Results } = await import(address);
  const painted = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });

  const put = async ({ html, frames }) => {
    for (const slide of stage.querySelectorAll(":scope > .slide")) slide.remove();
    stage.insertAdjacentHTML("afterbegin", html);
    const results = new Results(stage);
    for (const frame of frames) results.receive(frame);
    while (stage.querySelector(".result__figure:not([hidden]) .result__drawing:empty")) await painted();
    return stage.querySelector(":scope > .slide");
  };

  const scale = () => stage.getBoundingClientRect().width / 1920;
  const boxOf = (range) => {
    const { left, top, right, bottom } = range.getBoundingClientRect();
    const { x, y } = stage.getBoundingClientRect();
    const by = scale();
    return { left: (left - x) / by, top: (top - y) / by, right: (right - x) / by, bottom: (bottom - y) / by };
  };
  const isSeen = (element) => element.checkVisibility() && !element.closest(".visually-hidden");
  const textsOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() && isSeen(parentElement)) found.push(walker.currentNode);
    }
    return found;
  };
  const sizeOf = (node) => {
    const { parentElement } = node;
    const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
    const drawing = parentElement.closest(".result__drawing");
    return drawing ? size * drawing.getBoundingClientRect().width / drawing.offsetWidth / scale() : size;
  };
  const rangeOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range;
  };
  const isOutside = (box, room) => {
    const ink = INK * (box.bottom - box.top);
    return box.left < room.left - SLACK || box.right > room.right + SLACK
      || box.top + ink < room.top - SLACK || box.bottom - ink > room.bottom + SLACK;
  };
  const overlap = (one, other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const lower = Math.min(one.bottom - one.top, other.bottom - other.top);
    return wide > SLACK && high > lower * INK * 2;
  };
  const isUnderCode = (element) => {
    const code = stage.querySelector(".foot__qr");
    return code.checkVisibility() && overlap(boxOf(element), boxOf(code));
  };
  const STAGE = { left: 0, top: 0, right: 1920, bottom: 1080 };
  const short = (node) => `“${node.data.trim().slice(0, 30)}”`;

  const faultsOfText = (node, room) => {
    const size = sizeOf(node);
    const faults = [];
    if (size < smallest - 0.5) faults.push(`${short(node)} is ${size.toFixed(1)} pixels`);
    if (isOutside(boxOf(rangeOf(node)), room)) faults.push(`${short(node)} is outside`);
    return faults;
  };
  // Parts of one label stand beside each other in it.
  const labelOf = (node) => node.parentElement.closest("text");
  const overlaps = (nodes) => nodes.flatMap((one, place) => nodes.slice(place + 1)
    .filter((other) => labelOf(one) !== labelOf(other))
    .filter((other) => overlap(boxOf(rangeOf(one)), boxOf(rangeOf(other))))
    .map((other) => `${short(one)} lies over ${short(other)}`));

  const faultsOf = (slide) => {
    const drawing = slide.querySelector(".result__figure:not([hidden])");
    const room = drawing ? boxOf(drawing) : STAGE;
    const inside = drawing ? textsOf(drawing) : [];
    const marks = drawing ? [...drawing.querySelectorAll(".points path, .scatterlayer .point")] : [];
    return [
      ...textsOf(drawing ? slide : slide.querySelector(".result")).filter((node) => !inside.includes(node)).flatMap((node) => faultsOfText(node, STAGE)),
      ...inside.flatMap((node) => faultsOfText(node, room)),
      ...marks.filter((mark) => isOutside(boxOf(mark), room)).map(() => "a mark is outside"),
      ...marks.filter(isUnderCode).map(() => "a mark is under the code"),
      ...inside.filter((node) => isUnderCode(rangeOf(node))).map((node) => `${short(node)} is under the code`),
      ...overlaps(inside),
    ];
  };

  const faults = [];
  for (const each of cases) {
    const slide = await put(each);
    faults.push(...faultsOf(slide).map((fault) => `${each.name}: ${fault}`));
  }
  return faults;
}
