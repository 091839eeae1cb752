/* How numbers and times are written, in the language of the page. */

export const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);

/** @param {number} seconds */
export function minutesAndSeconds(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
