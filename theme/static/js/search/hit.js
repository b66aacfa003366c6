/* Search, 3: one hit: seen in its text, cut out, marked, linked. What is said stands in the template of the page. */
(function (banmian) {
  "use strict";
  var BEFORE = 28, AFTER = 90, HEADS = 3;
  var said = document.getElementById("seek-said").content;
  var home = new URL("..", document.querySelector("form.seek").action);

  /* A sentence of the page, with its gaps filled. */
  function say(name, gaps) {
    var text = said.querySelector("[data-say='" + name + "']").textContent;
    return text.replace(/\{(\w+)\}/g, function (_, gap) { return gaps[gap]; });
  }

  function make(tag, name, children) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    element.append.apply(element, children || []);
    return element;
  }

  function link(href, children, name) {
    var element = make("a", name, children);
    element.href = href;
    return element;
  }

  function addressOf(issue, file) { return new URL(issue.folder + file, home).href; }

  /* The words of a hit and where the phrases stand in them; null when one does not stand there. */
  function verify(hit, phrases) {
    return banmian.wordsOf(hit).then(function (words) {
      var lines = words.heads.map(function (text) { return { text: text }; }).concat(words.passages.map(function (row) {
        return { anchor: row[0], text: row[1] };
      }));
      var held = new Set();
      lines.forEach(function (line) {
        var folded = banmian.fold(line.text);
        line.places = [];
        line.held = phrases.filter(function (phrase) {
          var found = banmian.places(folded, phrase);
          line.places = line.places.concat(found);
          if (found.length) held.add(phrase);
          return found.length;
        });
      });
      if (held.size < phrases.length) return null;
      var rank = phrases.filter(function (phrase) {
        return lines.slice(0, HEADS).some(function (line) { return line.held.indexOf(phrase) >= 0; });
      }).length;
      return Object.assign({}, hit, { lines: lines, stem: words.stem, page: words.page, rank: rank, guessed: hit.rank });
    });
  }

  /* A stretch of a text with its hits marked. */
  function marked(text, places, begin, end) {
    var parts = [], at = begin;
    places.slice().sort(function (one, other) { return one[0] - other[0]; }).forEach(function (place) {
      var from = Math.max(place[0], at), to = Math.min(place[1], end);
      if (from >= to) return;
      parts.push(text.slice(at, from), make("mark", "", [text.slice(from, to)]));
      at = to;
    });
    return parts.concat(text.slice(at, end)).filter(String);
  }

  function whole(line) { return marked(line.text, line.places, 0, line.text.length); }

  /* The part of the passage around its first hit; it begins with a word, and rare characters (two units) stay whole. */
  function excerpt(line) {
    var first = line.places.length ? Math.min.apply(null, line.places.map(function (place) { return place[0]; })) : 0;
    var begin = first > BEFORE + 6 ? first - BEFORE : 0, end = Math.min(line.text.length, first + AFTER);
    if (/[\uDC00-\uDFFF]/.test(line.text[begin] || "")) begin--;
    while (begin && begin < first && /[\p{P}\s]/u.test(line.text[begin])) begin++;
    if (/[\uDC00-\uDFFF]/.test(line.text[end] || "")) end++;
    return (begin ? ["…"] : []).concat(marked(line.text, line.places, begin, end), end < line.text.length ? ["…"] : []);
  }

  /* The way to the passage: its paragraph, and where the browser knows how, the very words. */
  function passage(path, line) {
    var places = line.places.length ? line.places[0] : null;
    var words = places ? line.text.slice(places[0], places[1]) : "";
    var directive = words.length > 1 ? ":~:text=" + encodeURIComponent(words).replace(/-/g, "%2D") : "";
    return path + (line.anchor || directive ? "#" + (line.anchor || "") + directive : "");
  }

  function shown(hit) {
    var path = addressOf(hit.issue, hit.stem + ".html");
    var kicker = hit.lines[0], title = hit.lines[1], deck = hit.lines[2];
    var best = hit.lines.slice(HEADS).sort(function (one, other) { return other.held.length - one.held.length; })[0];
    var item = make("li", "hit");
    if (kicker.text) item.append(make("p", "kicker", whole(kicker)));
    item.append(make("h3", "hit__title", [link(path, whole(title))]));
    if (deck.held.length) item.append(make("p", "hit__deck", whole(deck)));
    if (best) item.append(make("p", "hit__text", [link(passage(path, best), excerpt(best))]));
    item.append(make("p", "hit__meta", [say("page", { page: hit.page })].concat(hit.names[0].map(function (name) { return " · " + name; }))));
    return item;
  }

  banmian.say = say;
  banmian.make = make;
  banmian.link = link;
  banmian.addressOf = addressOf;
  banmian.verify = verify;
  banmian.shown = shown;
})(banmian);
