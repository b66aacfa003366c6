/* A reader's comforts: settings, vertical text, reading aloud, keys, print, a place in the report of an error.
   Every page reads and leads on without them; what needs them is hidden where no script runs (.needs-js). */
(function () {
  "use strict";
  var root = document.documentElement;
  var sheet = document.querySelector("#article .piece__sheet");
  var body = sheet && sheet.querySelector(".body");

  function all(selector, use, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), use);
  }

  /* Settings: kept by the browser, shown in the panel, done by the style sheets. */
  function set(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (refused) { /* holds for this page */ }
    show();
  }
  function show() {
    all(".settings input", function (input) { input.checked = input.value === (root.dataset[input.name] || ""); });
    if (sheet) stand(root.dataset.flow === "vertical");
  }
  all(".settings", function (panel) {
    panel.addEventListener("change", function (event) { set(event.target.name, event.target.value); });
    document.addEventListener("click", function (event) { if (!panel.contains(event.target)) panel.open = false; });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
  });

  /* Vertical text: it scrolls sideways, so it takes the focus and the wheel; short numbers stand upright. */
  var upright = false;
  function stand(vertical) {
    all("[data-do=flow]", function (button) { button.setAttribute("aria-pressed", vertical); });
    if (vertical) sheet.tabIndex = 0;
    else sheet.removeAttribute("tabindex");
    if (vertical && !upright) { upright = true; combine(); }
  }
  function combine() {
    var walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(function (text) {
      var parts = text.data.split(/((?:^|[^\d.,])\d{1,2}%?(?![\d.,]))/);
      if (parts.length < 2 || text.parentNode.closest(".margin")) return;
      text.replaceWith.apply(text, parts.map(function (part, place) {
        if (place % 2 === 0) return part;
        var found = /\d/.exec(part).index, span = document.createElement("span"), both = document.createDocumentFragment();
        span.className = "upright";
        span.textContent = part.slice(found);
        both.append(part.slice(0, found), span);
        return both;
      }));
    });
  }
  if (sheet) sheet.addEventListener("wheel", function (event) {
    if (root.dataset.flow !== "vertical" || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    var before = sheet.scrollLeft;
    sheet.scrollLeft -= event.deltaY * (event.deltaMode === 1 ? 30 : 1);
    if (sheet.scrollLeft !== before) event.preventDefault();
  }, { passive: false });

  /* To the words of the search: those of the page, else of the page of the search, which gets the focus by its address. */
  function seek() {
    var words = document.querySelector(".seek__words"), link = document.querySelector("a[aria-keyshortcuts='/']");
    if (words) { words.focus(); words.select(); }
    else if (link) location.href = link.href + "#q";
  }

  /* Keys: a link says itself which one turns to it. Not while typing, nor where the key has another use. */
  document.addEventListener("keydown", function (event) {
    if (root.dataset.keys === "off" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "/")) return;
    if (event.target.closest("input, textarea, select, summary, [contenteditable], [tabindex='0']")) return;
    if (event.key === "/") { event.preventDefault(); seek(); return; }
    var link = /^(Arrow(Left|Right)|[[\]])$/.test(event.key) && document.querySelector("a[aria-keyshortcuts~='" + event.key + "']");
    if (link) { event.preventDefault(); link.click(); }
  });

  /* Reading aloud, sentence by sentence, each marked while it is read. */
  var voice = window.speechSynthesis, running = 0;
  function sentences() {
    var found = [];
    all("h1, .deck, .body > *, .body li", function (block) {
      var text = block.textContent, cut = /[^。！？；]+[。！？；”’）]*/g, match;
      while ((match = cut.exec(text))) if (match[0].trim()) found.push({ block: block, start: match.index, text: match[0] });
    }, sheet);
    return found;
  }
  function mark(sentence) {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    CSS.highlights.delete("spoken");
    if (!sentence) return;
    var range = document.createRange(), walker = document.createTreeWalker(sentence.block, NodeFilter.SHOW_TEXT);
    var at = 0, end = sentence.start + sentence.text.length, node;
    while ((node = walker.nextNode()) && at <= end) {
      if (sentence.start >= at && sentence.start <= at + node.length) range.setStart(node, sentence.start - at);
      if (end <= at + node.length) { range.setEnd(node, end - at); break; }
      at += node.length;
    }
    CSS.highlights.set("spoken", new Highlight(range));
  }
  function speak(button) {
    var round = ++running, on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    voice.cancel();
    mark();
    if (!on) return;
    var queue = sentences(), language = root.lang === "zh-Hant" ? "zh-TW" : "zh-CN";
    (function next() {
      if (round !== running) return;
      var sentence = queue.shift();
      mark(sentence);
      if (!sentence) { button.setAttribute("aria-pressed", false); return; }
      var words = new SpeechSynthesisUtterance(sentence.text);
      words.lang = language;
      words.voice = voice.getVoices().filter(function (one) { return one.lang.replace("_", "-") === language; })[0] || null;
      words.onend = words.onerror = next;
      voice.speak(words);
    })();
  }

  /* The report of an error names the paragraph that is chosen, or else the one the address names. */
  function paragraph() {
    var node = getSelection().anchorNode, element = node && (node.nodeType === 1 ? node : node.parentNode);
    var chosen = (element && body.contains(element) && element.closest("[id]")) || document.querySelector(".body > :target");
    return chosen ? chosen.id : "";
  }

  all("[data-do]", function (button) {
    var what = button.dataset.do;
    if (what === "speak" && voice) button.parentNode.hidden = false;
    button.addEventListener("click", function () {
      if (what === "flow") set("flow", root.dataset.flow === "vertical" ? "" : "vertical");
      else if (what === "speak") speak(button);
      else window.print();
    });
  });
  all("[data-report]", function (link) {
    link.addEventListener("click", function () { link.href = link.dataset.report.replace("{paragraph}", paragraph()); });
  });
  if (voice) addEventListener("pagehide", function () { voice.cancel(); });
  show();
})();
