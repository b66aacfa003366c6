/* Search, 4: the page. The address holds the query, what it is narrowed by and the order; a reader's every step is an
   address of its own. Everything said stands in the template of the page, so that it is in the script of the page. */
(function (banmian) {
  "use strict";
  var SCREEN = 10, LEAST_LEFT = 5, SHOWN_NAMES = 8;
  var KINDS = ["section", "region", "author", "year"], SHOWN = ["year", "section", "region", "author"];
  var form = document.querySelector("form.seek"), input = form.elements.q;
  var status = document.getElementById("seek-status"), results = document.getElementById("seek-results");
  var terms = document.getElementById("seek-terms"), TERMS = 8;
  var sides = document.getElementById("seek-facets"), more = document.getElementById("seek-more");
  var say = banmian.say, make = banmian.make, link = banmian.link, latest = 0;

  /* The address of this page with some of its query changed; null takes a key away. */
  function address(changes) {
    var query = new URLSearchParams(location.search);
    Object.keys(changes).forEach(function (key) {
      if (changes[key] === null) query.delete(key); else query.set(key, changes[key]);
    });
    return form.action + "?" + query;
  }

  /* ---- narrowing and order ---- */

  function namesOf(hit, kind) {
    return kind === "year" ? [hit.issue.date.slice(0, 4) || say("undated")] : hit.names[KINDS.indexOf(kind)] || [];
  }

  function same(one, other) { return banmian.fold(one).text === banmian.fold(other).text; }

  function narrow(hits, query) {
    return KINDS.reduce(function (left, kind) {
      var wanted = query.get(kind);
      return wanted ? left.filter(function (hit) { return namesOf(hit, kind).some(function (name) { return same(name, wanted); }); }) : left;
    }, hits);
  }

  function compare(one, other) { return one < other ? -1 : one > other ? 1 : 0; }

  function order(hits, byDate) {
    return hits.sort(function (one, other) {
      return (byDate ? 0 : other.rank - one.rank) || compare(other.issue.date, one.issue.date)
        || compare(other.issue.key, one.issue.key) || one.number - other.number;
    });
  }

  /* ---- the list ---- */

  function append(hit) {
    var last = results.lastElementChild;
    if (!last || last.dataset.issue !== hit.issue.key) {
      var title = make("h2", "hits__issue", [link(banmian.addressOf(hit.issue, "index.html"), [hit.issue.title])]);
      last = make("div", "hits", [title, make("ol", "")]);
      last.dataset.issue = hit.issue.key;
      results.append(last);
    }
    last.lastElementChild.append(banmian.shown(hit));
  }

  function count(search) {
    var number = search.verified + search.left.length;
    var sure = !search.left.length || search.sure;
    var found = number ? (sure ? "found" : "about") : search.phrases.length ? "none" : "blank";
    status.textContent = say(found, { n: number, q: search.query }) + (search.named ? say(number ? "named" : "named-none", { n: search.named }) : "");
  }

  /* Show the next hits: texts are asked for together, and what does not hold the phrases after all falls out. */
  function next(search) {
    var wanted = search.left.length <= SCREEN + LEAST_LEFT ? search.left.length : SCREEN;
    search.wanted += wanted;
    return step(search);
  }

  function step(search) {
    var batch = search.left.splice(0, search.wanted - search.verified);
    return Promise.all(batch.map(function (hit) { return banmian.verify(hit, search.phrases); })).then(function (found) {
      if (search.number !== latest) return null;
      found = found.filter(Boolean);
      var poor = found.length * 2 < batch.length;
      show(search, found);
      if (search.verified < search.wanted && search.left.length) {
        return (poor ? narrower(search) : Promise.resolve()).then(function () { return step(search); });
      }
      search.wanted = search.verified;
      count(search);
      more.hidden = !search.left.length;
      return null;
    });
  }

  /* Append hits in their order; one whose headline turned out not to hold the phrases goes back to its place. */
  function show(search, found) {
    var late = found.findIndex(function (hit) { return !search.byDate && hit.rank < hit.guessed; });
    var good = late < 0 ? found : found.slice(0, late);
    good.forEach(append);
    search.verified += good.length;
    if (late >= 0) search.left = order(search.left.concat(found.slice(late)), search.byDate);
  }

  /* Ask for one more gram of each phrase when those asked for say too little. */
  function narrower(search) {
    var found = search.left.length ? banmian.narrow(search.left, search.phrases) : null;
    return Promise.resolve(found).then(function (left) { if (left) search.left = left; });
  }

  /* ---- facets ---- */

  function tally(hits, kind) {
    var counts = new Map();
    hits.forEach(function (hit) {
      namesOf(hit, kind).forEach(function (name) { counts.set(name, (counts.get(name) || 0) + 1); });
    });
    return Array.from(counts).sort(function (one, other) {
      return kind === "year" ? compare(other[0], one[0]) : other[1] - one[1] || compare(one[0], other[0]);
    });
  }

  /* A name to narrow by, or the one chosen, to take it back. */
  function choice(kind, name, note, chosen) {
    var change = {};
    change[kind] = chosen ? null : name;
    var found = link(address(change), [name.replace(/\//g, ""), " ", make("span", "n", [note])], "facet__name");
    if (chosen) found.setAttribute("aria-current", "true");
    return make("li", "", [found]);
  }

  function facet(kind, hits, query) {
    var chosen = query.get(kind), names = tally(hits, kind).slice(0, SHOWN_NAMES);
    if (!chosen && names.length < 2) return null;
    var choices = chosen ? [choice(kind, chosen, say("remove"), true)]
      : names.map(function (one) { return choice(kind, one[0], String(one[1]), false); });
    var box = make("details", "facet", [make("summary", "", [say(kind)]), make("ul", "facet__names", choices)]);
    box.open = Boolean(chosen) || matchMedia("(min-width: 60rem)").matches;
    return box;
  }

  /* Authors are many: their names are asked for when a reader opens the list. */
  function authors(hits, query) {
    if (query.get("author")) return facet("author", hits, query);
    var box = make("details", "facet", [make("summary", "", [say("author")])]);
    box.addEventListener("toggle", function () {
      banmian.nameAuthors(hits).then(function () {
        var found = facet("author", hits, query);
        if (found && box.children.length === 1) box.append(found.lastElementChild);
        else if (!found) box.remove();
      }).catch(console.warn);
    }, { once: true });
    return box;
  }

  function facets(hits, query) {
    return SHOWN.map(function (kind) { return kind === "author" ? authors(hits, query) : facet(kind, hits, query); });
  }

  function orders(query) {
    var byDate = query.get("sort") === "date";
    return make("p", "seek__order", [["relevance", null], ["date", "date"]].map(function (one) {
      var choice = link(address({ sort: one[1] }), [say(one[0])]);
      if ((one[0] === "date") === byDate) choice.setAttribute("aria-current", "true");
      return choice;
    }));
  }

  /* ---- pages of what is named so ---- */

  /* Those named exactly so first, then kind by kind; a failure here takes nothing from the hits. */
  function findTerms(phrases) {
    return Promise.all(phrases.map(banmian.named)).then(function (lists) {
      var paths = new Set();
      return lists.flat().sort(function (one, other) {
        return other.exact - one.exact || one.row[0] - other.row[0] || one.row[2].length - other.row[2].length;
      }).filter(function (one) { return !paths.has(one.row[1]) && paths.add(one.row[1]); }).slice(0, TERMS);
    }).catch(function (error) { console.warn(error); return []; });
  }

  /* A name, with the other name that the query means, and its kind. */
  function term(one) {
    var other = one.held ? [" ", make("span", "n", [say("alias", { name: one.row[2 + one.held] })])] : [];
    return make("li", "", [link(banmian.addressOf({ folder: one.row[1] }, "index.html"), [one.row[2]]), " ",
      make("span", "n", [say("kinds").split(" ")[one.row[0]]])].concat(other));
  }

  function showTerms(found) {
    terms.hidden = !found.length;
    terms.querySelector("ul").replaceChildren.apply(terms.querySelector("ul"), found.map(term));
  }

  /* ---- running ---- */

  function clear(state) {
    results.replaceChildren();
    sides.replaceChildren();
    showTerms([]);
    more.hidden = true;
    document.body.dataset.search = state;
    results.setAttribute("aria-busy", String(state === "busy"));
  }

  function done(state) {
    document.body.dataset.search = state;
    results.setAttribute("aria-busy", "false");
  }

  function fail(search) {
    return function (error) {
      if (search.number !== latest) return;
      clear("failed");
      status.replaceChildren(say("failed"), " ", link(address({}), [say("again")]));
      console.warn(error);
    };
  }

  function run() {
    var query = new URLSearchParams(location.search), text = (query.get("q") || "").trim();
    var search = { number: ++latest, query: text, verified: 0, wanted: 0 };
    input.value = text;
    turnSwitch();
    document.title = (text ? text + " - " : "") + say("title");
    clear(text ? "busy" : "idle");
    status.textContent = "";
    if (!text) return null;
    if (!banmian.ready()) return fail(search)(new Error("parts of the index"));
    status.textContent = say("busy");
    search.byDate = query.get("sort") === "date";
    return banmian.prepared(text).then(function () {
      search.phrases = banmian.phrases(text);
      search.sure = search.phrases.every(function (phrase) { return Array.from(phrase).length < 3; });
      return Promise.all([search.phrases.length ? banmian.find(search.phrases) : [], findTerms(search.phrases)]);
    }).then(function (found) {
      var hits = found[0];
      if (search.number === latest) showTerms(found[1]);
      search.named = found[1].length;
      search.left = hits;
      var names = query.get("author") ? banmian.nameAuthors(hits) : null;
      var many = !search.sure && hits.length > SCREEN + LEAST_LEFT;
      return Promise.all([many ? narrower(search) : null, names]);
    }).then(function () {
      if (search.number !== latest) return null;
      var any = search.left.length;
      search.left = order(narrow(search.left, query), search.byDate);
      if (any) sides.append.apply(sides, [orders(query)].concat(facets(search.left.slice(), query).filter(Boolean)));
      more.onclick = function () {
        var last = Array.from(results.querySelectorAll(".hit__title a")).pop();
        results.setAttribute("aria-busy", "true");
        next(search).then(function () { done("done"); if (last) focusHit(last, 1); }).catch(fail(search));
      };
      return next(search).then(function () { if (search.number === latest) done("done"); });
    }).catch(fail(search));
  }

  /* The same query on the page in the other script. */
  function turnSwitch() {
    document.querySelectorAll("a.script-switch").forEach(function (one) { one.search = location.search; });
  }

  /* Go to an address of this page without loading it again, where the browser allows it (not on file://). */
  function go(href) {
    try { history.pushState(null, "", href); } catch (refused) { location.href = href; return; }
    run();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = new URLSearchParams({ q: input.value });
    var sort = new URLSearchParams(location.search).get("sort");
    if (sort) query.set("sort", sort);
    go(form.action + "?" + query);
  });
  document.addEventListener("click", function (event) {
    var choice = event.target.closest("#seek-facets a, #seek-status a");
    if (!choice || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(choice.href);
  });
  window.addEventListener("popstate", run);

  /* ---- keys: arrows through names and hits, Enter opens (reader.js: / to the words) ---- */

  function focusHit(from, by) {
    var titles = Array.from(document.querySelectorAll("#seek-terms a, .hit__title a"));
    var at = titles.indexOf(from) + by;
    if (at < 0) input.focus(); else if (titles[at]) titles[at].focus();
  }

  document.addEventListener("keydown", function (event) {
    var here = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var hit = here.closest(".hit");
    if (here !== input && !hit && !terms.contains(here)) return;
    var title = here === input ? null : hit ? hit.querySelector(".hit__title a") : here;
    if (here === input && event.key === "ArrowUp") return;
    event.preventDefault();
    focusHit(title, event.key === "ArrowDown" ? 1 : -1);
  });

  run();
})(banmian);
