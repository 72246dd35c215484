/* The desk: selecting words of a source, single keys, and swapping the review without a reload. All else is plain forms. */
(function () {
  "use strict";

  var source = function () { return document.querySelector("[data-source]"); };

  /* Code points, as the record counts them; a string's length counts UTF-16 units. */
  var count = function (text) { return Array.from(text).length; };

  var paragraphOf = function (node) {
    var element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest("[data-start]");
  };

  var placeOf = function (node, offset) {
    var paragraph = paragraphOf(node);
    if (!paragraph) { return null; }
    var before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + count(before.toString());
  };

  /* The selected words with their place in the document; null where nothing of the source is selected. */
  var selected = function () {
    var selection = document.getSelection(), text = source();
    if (!selection || selection.isCollapsed || !selection.rangeCount || !text) { return null; }
    var range = selection.getRangeAt(0).cloneRange();
    var met = Array.from(text.querySelectorAll("[data-start]")).filter(function (one) { return range.intersectsNode(one); });
    if (!met.length) { return null; }
    if (!paragraphOf(range.startContainer)) { range.setStart(met[0], 0); }
    if (!paragraphOf(range.endContainer)) { range.setEnd(met[met.length - 1], met[met.length - 1].childNodes.length); }
    var start = placeOf(range.startContainer, range.startOffset), end = placeOf(range.endContainer, range.endOffset);
    var words = range.toString();
    return start === null || end === null || start >= end || !words.trim() ? null : { start: start, end: end, words: words };
  };

  var fill = function () {
    var told = selected();
    if (!told) { return; }
    document.querySelectorAll("form[data-selection]").forEach(function (form) {
      Object.keys(told).forEach(function (name) {
        var field = form.querySelector('[name="' + name + '"], [name$="-' + name + '"]');
        if (field) { field.value = told[name]; }
      });
    });
  };

  /* Words that are typed have no place yet: the server looks for them. */
  var typed = function (event) {
    var form = event.target.closest("form[data-selection]");
    if (!form || !/(^|-)words$/.test(event.target.name || "")) { return; }
    form.querySelectorAll('[name="start"], [name="end"], [name$="-start"], [name$="-end"]').forEach(function (field) {
      field.value = "";
    });
  };

  var open = function (id) {
    var details = document.getElementById(id);
    if (!details) { return; }
    details.open = true;
    var first = details.querySelector("textarea, button, input:not([type=hidden])") || details.querySelector("summary");
    if (first) { first.focus(); }
    details.scrollIntoView({ block: "nearest" });
  };

  var writing = function (target) {
    return target.closest && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  };

  var pressed = function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) { return; }
    var review = document.getElementById("review");
    if (!review || (review.dataset.keys === "off" && event.key !== "?")) { return; }
    var wanted = Array.from(document.querySelectorAll("[data-key]")).find(function (one) {
      return one.dataset.key === event.key.toLowerCase();
    });
    if (!wanted) { return; }
    var within = wanted.dataset.within && document.getElementById(wanted.dataset.within);
    if (within && !within.open) { return; }
    event.preventDefault();
    wanted.click();
  };

  var clicked = function (event) {
    var link = event.target.closest("[data-open]");
    if (!link) { return; }
    event.preventDefault();
    event.stopPropagation();
    open(link.dataset.open);
  };

  /* Bring the words under review into sight, within the source where that scrolls by itself. */
  var show = function () {
    var here = document.querySelector(".mk.here");
    var text = source(), place = here && here.getBoundingClientRect();
    if (here && text && text.scrollHeight > text.clientHeight + 1) {
      text.scrollTop += place.top - text.getBoundingClientRect().top - text.clientHeight / 3;
    } else if (here && (place.top < 0 || place.bottom > window.innerHeight)) {
      here.scrollIntoView({ block: "center" });
    }
    var fault = document.querySelector(".says.wrong[tabindex]");
    if (fault) { fault.focus(); }
  };

  document.addEventListener("selectionchange", fill);
  document.addEventListener("input", typed);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked, true);
  document.addEventListener("DOMContentLoaded", show);

  /* A refusal is a page to be read too; a page of another kind is opened whole. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var answer = event.detail.xhr;
    if (!/id="review"/.test(answer.responseText)) {
      event.detail.shouldSwap = false;
      window.location.assign(answer.responseURL || window.location.href);
      return;
    }
    if (answer.status >= 400) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener("htmx:afterSettle", function () {
    show();
    var panel = document.querySelector("#review h2");
    if (panel && !document.querySelector(".says.wrong[tabindex]")) { panel.tabIndex = -1; panel.focus({ preventScroll: true }); }
  });
})();
