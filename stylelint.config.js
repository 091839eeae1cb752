export default {
  extends: "stylelint-config-recommended",
  reportNeedlessDisables: true,
  rules: {
    // Rules stand together by the part of the page that they draw, not by their specificity.
    "no-descending-specificity": null,
  },
};
