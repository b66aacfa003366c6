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
  link.addEventListener("click", function () { remember(); link.hash = location.hash; });
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
