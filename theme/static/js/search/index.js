/* Search, 2: which texts may hold the phrases, from the files of the index; and what the files say about a text.
   Files are scripts that call banmian(): a page opened from a disk may load nothing else. */
(function (banmian) {
  "use strict";
  var FACTORS = [0x9E3779B1, 0x85EBCA6B], NEIGHBOURS = 32, ALONE = "_", FORMAT = "1", FIRST = 2, PATIENCE = 20000;
  var index = new URL(".", document.querySelector('script[src$="index/parts.js"]').src).href;
  var texts = new URL("text/", document.querySelector("form.seek").action).href;
  var names = new URL("names/", document.querySelector("form.seek").action).href;
  var loaded = {};

  /* The content of a file, asked for once; a file that is not of the version asked for is as good as none. */
  function load(name, url, version) {
    loaded[name] = loaded[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      function fail(why) { delete loaded[name]; reject(new Error(why + ": " + url)); }
      banmian.waiting[name] = function (found, content) { if (found === version) resolve(content); else fail("another version"); };
      script.onload = function () { fail("nothing in the file"); };
      script.onerror = function () { fail("not loaded"); };
      setTimeout(fail, PATIENCE, "too slow");
      script.src = url + "?v=" + version;
      document.head.append(script);
    });
    return loaded[name];
  }

  function ofPart(part, name, folder) {
    return load(part[0] + "/" + name, folder + part[0] + "/" + name + ".js", part[1]);
  }

  /* plugins/search/grams.py: mixed, shard_of, packed */
  function mixed(character, factor) {
    var product = Math.imul(character.codePointAt(0), factor);
    return (product ^ product >>> 15) >>> 0;
  }

  function shardOf(gram, shards) {
    var one = Array.from(gram);
    return (mixed(one[0], FACTORS[0]) + (one[1] ? mixed(one[1], FACTORS[1]) % NEIGHBOURS : 0)) % shards;
  }

  function unpacked(packed) {
    var lists = packed[1].split(" "), found = new Map(), at = 0;
    packed[0].split(" ").forEach(function (word) {
      var one = Array.from(word);
      one.slice(1).forEach(function (second) { found.set(second === ALONE ? one[0] : one[0] + second, lists[at++]); });
    });
    return found;
  }

  var shards = {};
  function gramsIn(part, number) {
    var name = part[0] + "/" + number;
    shards[name] = shards[name] || ofPart(part, String(number), index).then(unpacked);
    shards[name].catch(function () { delete shards[name]; });
    return shards[name];
  }

  /* The grams of a phrase, the most telling first: the first pair, the last, those between. */
  function gramsOf(phrase) {
    var one = Array.from(phrase);
    if (one.length === 1) return one;
    var pairs = one.slice(1).map(function (second, at) { return one[at] + second; });
    var middle = pairs.splice(1, pairs.length - 2);
    var half = middle.length >> 1;
    return pairs.concat(middle.slice(half), middle.slice(0, half));
  }

  /* The texts of a part that hold a gram: twice their number, one more when it stands in the heads. */
  function holders(part, gram) {
    return gramsIn(part, shardOf(gram, part[2])).then(function (grams) {
      var text = -1;
      return banmian.numbers(grams.get(gram) || "").map(function (step) {
        text += (step >> 1) + 1;
        return 2 * text + (step & 1);
      });
    });
  }

  /* The texts in both lists; in the heads when they are so in both. */
  function both(some, others) {
    var found = [], at = 0;
    some.forEach(function (one) {
      while (at < others.length && others[at] >> 1 < one >> 1) at++;
      if (at < others.length && others[at] >> 1 === one >> 1) found.push(one & (others[at] | ~1));
    });
    return found;
  }

  /* For each phrase the texts of a part that hold some of its grams, in the form of `holders`; null: no gram there. */
  function candidates(part, phrases, from, to) {
    return Promise.all(phrases.map(function (phrase) {
      return Promise.all(gramsOf(phrase).slice(from, to).map(function (gram) { return holders(part, gram); }));
    })).then(function (lists) { return lists.map(function (some) { return some.length ? some.reduce(both) : null; }); });
  }

  /* What a part says of its texts: [{issue, names: [section, regions, authors], file, place} …]. */
  function describe(facts, names) {
    var files = banmian.numbers(facts.files), found = [], at = 0;
    names.issues.forEach(function (row) {
      var issue = { key: row[0], version: row[1], date: row[2], folder: row[3], title: row[4] };
      for (var file = 0, count = files[at++]; file < count; file++) {
        for (var place = 0, texts = files[at++]; place < texts; place++) {
          found.push({ issue: issue, names: [], file: file, place: place });
        }
      }
    });
    facts.columns.forEach(function (column, kind) { label(found, names.kinds[kind], column); });
    return found;
  }

  /* Give each text the names that a column has for it. */
  function label(found, names, column) {
    var numbers = banmian.numbers(column), at = 0;
    found.forEach(function (one) {
      var count = numbers[at++];
      one.names.push(numbers.slice(at, at += count).map(function (number) { return names[number]; }));
    });
  }

  var described = {};
  function descriptions(part) {
    described[part[0]] = described[part[0]] || Promise.all([ofPart(part, "facts", index), ofPart(part, "names", texts)])
      .then(function (both) { return describe(both[0], both[1]); });
    described[part[0]].catch(function () { delete described[part[0]]; });
    return described[part[0]];
  }

  /* Name the authors of all texts of the parts that some hits are in. */
  function nameAuthors(hits) {
    var parts = new Set(hits.map(function (hit) { return hit.part; }));
    return Promise.all(Array.from(parts, function (part) {
      return Promise.all([descriptions(part), ofPart(part, "authors", texts)]).then(function (both) {
        if (both[0].length && both[0][0].names.length < 3) label(both[0], both[1].names, both[1].column);
      });
    }));
  }

  function heads(lists) {
    var rank = new Map();
    lists.forEach(function (list) {
      list.forEach(function (one) { rank.set(one >> 1, (rank.get(one >> 1) || 0) + (one & 1)); });
    });
    return rank;
  }

  /* All texts that may hold the phrases, each with what is known of it; rank = how many phrases its heads may hold. */
  function find(phrases) {
    return Promise.all(banmian.parts.map(function (part) {
      return candidates(part, phrases, 0, FIRST).then(function (lists) {
        var rank = heads(lists), found = lists.reduce(both);
        return found.length === 0 ? [] : descriptions(part).then(function (all) {
          return found.map(function (one) {
            return Object.assign({ part: part, number: one >> 1, rank: rank.get(one >> 1), asked: FIRST }, all[one >> 1]);
          });
        });
      });
    })).then(function (lists) { return lists.flat(); });
  }

  /* The hits that hold one more gram of each phrase; null when there is no gram left to ask for. */
  function narrow(hits, phrases) {
    var asked = hits.length ? hits[0].asked : 0;
    if (phrases.every(function (phrase) { return gramsOf(phrase).length <= asked; })) return null;
    var parts = Array.from(new Set(hits.map(function (hit) { return hit.part; })));
    return Promise.all(parts.map(function (part) { return candidates(part, phrases, asked, asked + 1); })).then(function (all) {
      return hits.filter(function (hit) {
        hit.asked = asked + 1;
        return all[parts.indexOf(hit.part)].every(function (list) {
          return !list || holds(list, hit.number);
        });
      });
    });
  }

  function holds(list, number) {
    list.texts = list.texts || new Set(list.map(function (one) { return one >> 1; }));
    return list.texts.has(number);
  }

  /* The names that hold a phrase, or have another name that does (plugins/search/names.py): [kind, path, name, others …]. */
  function named(phrase) {
    var gram = Array.from(phrase).slice(0, 2).join(""), file = String(shardOf(gram, banmian.nameFiles));
    return load("names/" + file, names + file + ".js", FORMAT).then(function (rows) {
      return prepare(JSON.stringify(rows)).then(function () {
        return rows.map(function (row) {
          var lines = row.slice(2).map(function (line) { return banmian.fold(line).text; });
          return { row: row, exact: lines.indexOf(phrase) >= 0, held: lines.findIndex(function (line) { return line.indexOf(phrase) >= 0; }) };
        }).filter(function (one) { return one.held >= 0; });
      });
    });
  }

  /* What the table of both scripts must know before a text is folded. */
  function prepare(text) {
    return banmian.prepare(text, function () { return load("rare", index + "rare.js", FORMAT); });
  }

  /* The words of a text: {stem, page, heads, passages}. */
  function words(hit) {
    var name = hit.issue.key + "/" + hit.file;
    return load("text/" + name, texts + name + ".js", hit.issue.version).then(function (file) {
      var row = file[hit.place];
      return prepare(JSON.stringify(row)).then(function () {
        return { stem: row[0], page: row[1], heads: row[2], passages: row[3] };
      });
    });
  }

  banmian.find = find;
  banmian.prepared = prepare;
  banmian.narrow = narrow;
  banmian.nameAuthors = nameAuthors;
  banmian.wordsOf = words;
  banmian.named = named;
})(banmian);
