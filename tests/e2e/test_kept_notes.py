"""Texts of a chart that did not change stay as they were drawn, and all stand where they belong."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.e2e.chart_cases import draw_cases
from tests.e2e.conftest import NewContext
from tests.e2e.server import Started
from tests.e2e.test_charts import projector

# Draws one figure after the other in one box, each with what did not change as the same object,
# and the last one also in a box of its own: what stands where, and how many texts were kept.
DRAW = """async (figures) => {
  const [charts] = performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => /\\/charts(\\.\\w+)?\\.js$/.test(name));
  const { Chart } = await import(charts);
  const boxes = [0, 1].map(() => {
    const box = document.createElement("div");
    document.querySelector("[data-stage]").append(box);
    box.style.cssText = "position:absolute;left:0;top:0;width:1700px;height:620px";
    return box;
  });
  const settled = async (box, count) => {
    const texts = () => [...box.querySelectorAll(".annotation")];
    while (texts().length !== count) await new Promise((done) => { requestAnimationFrame(done); });
    await new Promise((done) => { setTimeout(done, 100); });
    return texts().map((each) => {
      const { x, y } = each.getBoundingClientRect();
      return [each.textContent, Math.round(x), Math.round(y)].join("|");
    }).sort();
  };
  const same = (now, before) => (JSON.stringify(now) === JSON.stringify(before) ? before : now);
  const shapesOf = (box) => [...box.querySelectorAll(".shapelayer path, .shapelayer + g path")]
    .map((path) => path.getAttribute("d")).join();
  const chart = new Chart(boxes[0]);
  const kept = [];
  let told;
  let before = null;
  for (const figure of figures) {
    const old = before?.layout.annotations ?? [];
    const notes = figure.layout.annotations.map((note, place) =>
      (old.length && JSON.stringify(note) === JSON.stringify(old[place]) ? old[place] : note));
    const shapes = same(figure.layout.shapes, before?.layout.shapes);
    before = { ...figure, layout: { ...figure.layout, annotations: notes, shapes } };
    chart.draw(before);
    told = await settled(boxes[0], notes.length);
    kept.push(boxes[0].querySelectorAll(".keptlayer > *").length);
  }
  new Chart(boxes[1]).draw(figures.at(-1));
  const anew = await settled(boxes[1], figures.at(-1).layout.annotations.length);
  const shapes = [shapesOf(boxes[0]), shapesOf(boxes[1])];
  chart.redraw();
  const again = await settled(boxes[0], anew.length);
  return { kept, told, anew, again, left: boxes[0].querySelectorAll(".keptlayer > *").length,
    shapes: [...shapes, shapesOf(boxes[0])] };
}"""


async def test_only_texts_that_changed_are_drawn_again(
    new_context: NewContext, started: Started
) -> None:
    page = await projector(new_context, started, "16:9")
    first = next(case for case in draw_cases([5]) if case["name"] == "goed 5")
    figure: dict[str, Any] = first["frames"][0]["figure"]
    figures = [deepcopy(figure) for _time in range(4)]
    number = len(figure["layout"]["annotations"])
    for which in figures[1:]:
        which["layout"]["annotations"][2]["text"] = "Anders"
    figures[3]["layout"]["annotations"][4] |= {"text": "Ook anders", "x": 0.5}

    found = await page.evaluate(DRAW, figures)

    assert found["kept"] == [0, number - 1, number, number - 1]
    assert found["told"] == found["anew"] == found["again"]
    assert sum("nders|" in text for text in found["told"]) == 2
    assert found["left"] == 0
    assert "M" in found["shapes"][0]
    assert len(set(found["shapes"])) == 1
