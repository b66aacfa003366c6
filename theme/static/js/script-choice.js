/* Remembers which script a reader chose, keeps the place in the text when it is switched, and offers it once a visit on
   pages in the other one. It never leads anyone anywhere: without it, or with storage switched off, the links work as
   they are. A classic script in a file of its own, so that a strict Content-Security-Policy ('self') lets it through. */
(function () {
  "use strict";
  var OFFERS = { "zh-Hant": "繼續閱讀繁體版", "zh-Hans": "继续阅读简体版" };
  var link = document.querySelector("a.script-switch");
  var other = link && link.hreflang;
  if (!OFFERS[other]) return;
  function remember() {
    try { localStorage.setItem("script", other); } catch (refused) { /* the link works without */ }
  }
  /* What was not found may be shown at any address: its twin there; null on all other pages. */
  function lost() {
    var root = link.href.replace(/(hant\/)?404\.html.*$/, ""), here = location.href.replace(/[?#].*$/, "");
    if (!document.body.classList.contains("kind-404") || here.indexOf(root) !== 0 || /404\.html$/.test(here)) return null;
    return root + (other === "zh-Hant" ? "hant/" : "") + here.slice(root.length).replace(/^hant\//, "");
  }
  /* Where the host has no page in the other script for that address, the link leads where it says. */
  link.addEventListener("click", function (event) {
    var there = lost();
    remember();
    link.hash = location.hash;
    if (!there || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetch(there).then(function (answer) { return answer.text(); }).then(function (page) {
      location.href = page.indexOf('<html lang="' + other + '"') >= 0 ? there : link.href;
    }).catch(function () { location.href = link.href; });
  });
  try {
    if (localStorage.getItem("script") !== other || sessionStorage.getItem("script-offered")) return;
    sessionStorage.setItem("script-offered", "1");
  } catch (refused) { return; }
  var offer = link.cloneNode(false);
  offer.className = "script-offer";
  offer.textContent = OFFERS[other];
  offer.addEventListener("click", remember);
  document.body.insertBefore(offer, document.querySelector("header"));
})();
