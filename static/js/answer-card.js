/* What a card says: its text, how often it was given, a star, and its labels. */

/**
 * @param {Card} answer
 * @param {string} tag
 */
export function makeCard({ text, count, starred, labels }, tag = "li") {
  const card = document.createElement(tag);
  card.className = "answer";
  card.dir = "auto";
  card.textContent = text;
  card.toggleAttribute("data-starred", starred);
  if (count > 1) card.append(part("answer__count", `${count}×`));
  for (const { label, color } of labels) {
    const chip = part("answer__label", label);
    if (color) chip.dataset.color = color;
    card.append(chip);
  }
  return card;
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
