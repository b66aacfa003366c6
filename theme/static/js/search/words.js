/* Search, 1: when two texts are the same. Does what plugins/search/fold.py does, with the table that it wrote
   (search/index/fold.js), and remembers where each folded character stood, to mark hits in the text as printed. */
var banmian = (function () {
  "use strict";
  var STAYS = /[\p{L}\p{N}\p{M}%‰.:]/u, DIGIT = /[0-9]/, LONELY = /[.:]/;
  var WORD = /(?:"[^"]*"|“[^”]*”|「[^」]*」|\S)+/g;
  var FIRST = 35, BACKSLASH = 92, LAST = 64, OTHER = 26;
  var firsts = null;
  var waiting = {};

  /* Called by every file of the index. */
  function banmian(name, version, content) {
    if (name === "fold") firsts = table(content, new Map());
    else if (name === "parts") { banmian.parts = content.parts; banmian.nameFiles = content.names; }
    else if (waiting[name]) waiting[name](version, content);
  }

  /* The numbers of a string (plugins/search/numbers.py). */
  function numbers(text) {
    var found = [], number = 0;
    for (var i = 0; i < text.length; i++) {
      var code = text.charCodeAt(i), value = code - FIRST - (code > BACKSLASH ? 1 : 0);
      if (value < LAST) { found.push(number * LAST + value); number = 0; }
      else number = number * OTHER + value - LAST + 1;
    }
    return found;
  }

  function table(text, pairs) {
    var steps = numbers(text), at = [0, 0];
    for (var i = 0; i < steps.length; i++) {
      at[i % 2] += steps[i] % 2 ? -(steps[i] + 1) / 2 : steps[i] / 2;
      if (i % 2) pairs.set(String.fromCodePoint(at[0]), String.fromCodePoint(at[1]));
    }
    return pairs;
  }

  /* The text as it is searched, with the begin and the end of each of its characters in the text given. */
  function fold(text) {
    var found = [], begin = 0;
    for (var character of text) {
      var end = begin + character.length;
      for (var plain of character.normalize("NFKC").toLowerCase()) {
        if (STAYS.test(plain)) found.push([firsts.get(plain) || plain, begin, end]);
      }
      begin = end;
    }
    function digit(at) { return found[at] && DIGIT.test(found[at][0]); }
    var kept = found.filter(function (one, at) { return !LONELY.test(one[0]) || (digit(at - 1) && digit(at + 1)); });
    var begins = [], ends = [];
    kept.forEach(function (one) {
      for (var i = 0; i < one[0].length; i++) { begins.push(one[1]); ends.push(one[2]); }
    });
    return { text: kept.map(function (one) { return one[0]; }).join(""), begins: begins, ends: ends };
  }

  /* The phrases of a query, folded: words between blanks, and what stands between quotation marks as one. */
  function phrases(query) {
    var words = (query.match(WORD) || []).map(function (word) { return fold(word).text; });
    return words.filter(function (word, at) { return word && words.indexOf(word) === at; });
  }

  /* Where a folded phrase stands in a text: [[begin, end] …]. */
  function places(folded, phrase) {
    var found = [];
    for (var at = folded.text.indexOf(phrase); at >= 0; at = folded.text.indexOf(phrase, at + phrase.length)) {
      found.push([folded.begins[at], folded.ends[at + phrase.length - 1]]);
    }
    return found;
  }

  /* Have the table of rare characters too, if a text holds one; `load` gets the file. */
  var rare = null;
  function prepare(text, load) {
    if (!/[\uD800-\uDBFF]/.test(text)) return Promise.resolve();
    rare = rare || load().then(function (content) { table(content, firsts); });
    rare.catch(function () { rare = null; });
    return rare;
  }

  banmian.parts = null;
  banmian.waiting = waiting;
  banmian.numbers = numbers;
  banmian.fold = fold;
  banmian.phrases = phrases;
  banmian.prepare = prepare;
  banmian.places = places;
  banmian.ready = function () { return Boolean(firsts && banmian.parts); };
  return banmian;
})();
