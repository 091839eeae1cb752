/* Where the marks of the chart that is seen are: a line each, with its box in the window. */
() => {
  const MARKS = ".barlayer .point path, .scatterlayer .point, .textpoint, .shapelayer path";
  const chart = document.querySelector(".stage > .slide:not([hidden]) .result__figure:not([hidden])");
  return [...(chart?.querySelectorAll(MARKS) ?? [])].map((mark) => {
    const { x, y, width, height } = mark.getBoundingClientRect();
    return { name: mark.getAttribute("class") ?? mark.parentElement.getAttribute("class"), x, y, width, height };
  }).filter(({ width, height }) => width > 1 || height > 1);
}
