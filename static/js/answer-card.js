/* What a card says: how often it was given, its labels, a star, and its text. */

/**
 * The colour of a card is that of its first label that has one. A label with a letter is a
 * shape at the start of the text; another stands below it in words.
 * @param {Card} answer
 */
export function makeCard({ text, count, starred, labels }, tag = "li") {
  const card = document.createElement(tag);
  const tone = labels.find(({ color }) => color)?.color;
  card.className = "answer";
  card.dir = "auto";
  if (tone) card.dataset.color = tone;
  card.toggleAttribute("data-starred", starred);
  if (count > 1) card.append(part("answer__count", `${count}×`));
  card.append(...labels.filter(({ letter }) => letter).map(makeShape), text);
  card.append(...labels.filter(({ letter }) => !letter).map(({ label }) => part("answer__label", label)));
  return card;
}

/**
 * A label's shape with its letter; whoever hears the page hears its name.
 * @param {CardLabel} label
 */
export function makeShape({ letter, color, label }) {
  const shape = part("shape", "");
  const drawn = part("shape__letter", letter);
  shape.setAttribute("role", "img");
  shape.setAttribute("aria-label", label);
  shape.dir = "ltr";
  if (color) shape.dataset.color = color;
  shape.append(drawn);
  return shape;
}

/**
 * @param {string} name
 * @param {string} text
 */
function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
