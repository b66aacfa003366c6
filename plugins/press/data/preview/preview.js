// Purpose: pages opened from the preview follow the builds. Only the preview adds this to a page; no site holds it.
// Every word from outside becomes text, never markup; addresses come from the server as paths of this site.
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  var base = decodeURIComponent(own.base);
  var page = decodeURIComponent(own.page);
  var builds = Number(own.builds);
  var source = null;

  function listen() {
    if (source) return;
    source = new EventSource("/-/events?page=" + encodeURIComponent(page) + "&seen=" + builds);
    source.addEventListener("build", function (event) { follow(JSON.parse(event.data)); });
    source.addEventListener("fault", function (event) { show(JSON.parse(event.data)); });
    // The browser connects again by itself, but would say what it had seen when the page was loaded.
    source.onerror = function () { hush(); setTimeout(wake, 1000); };
  }

  function hush() {
    if (source) source.close();
    source = null;
  }

  // A browser keeps only six connections to one host: pages in the background give theirs up.
  function wake() {
    if (document.visibilityState === "visible") listen(); else hush();
  }

  function follow(news) {
    builds = news.build;
    if (news.do === "go") location.assign(base + news.to);
    else if (news.do === "load") location.reload();
    else if (news.do === "styles") swap();
  }

  // The new sheet is loaded beside the old one, which goes only then: the page is never bare.
  function swap() {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      var url = new URL(old.href);
      if (url.origin !== location.origin || url.pathname.indexOf("/-/") === 0) return;
      url.searchParams.set("build", builds);
      var sheet = old.cloneNode();
      sheet.href = url.href;
      sheet.onload = sheet.onerror = function () { old.remove(); };
      old.after(sheet);
    });
  }

  function add(parent, name, text, kind) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  }

  function show(fault) {
    var old = document.getElementById("press-fault");
    if (old) old.remove();
    if (!fault) return;
    if (!document.querySelector('link[href="/-/preview.css"]')) {
      var sheet = add(document.head, "link");
      sheet.rel = "stylesheet";
      sheet.href = "/-/preview.css";
    }
    var box = add(document.body, "section");
    box.id = "press-fault";
    box.lang = "zh";
    box.translate = false;
    box.setAttribute("role", "alert");
    box.setAttribute("aria-label", "构建出错 Build failed");
    add(box, "h2", fault.old
      ? "未能全部更新：没有更新的，仍是上一次成功生成的版面 · Not all could be built; the rest is as the last good build left it"
      : "有内容未能收入 · Built, but not everything is in it");
    var list = add(box, "ul");
    fault.problems.forEach(function (problem) {
      var item = add(list, "li");
      add(item, "b", problem.code);
      add(item, "code", problem.place);
      add(item, "p", problem.text);
    });
    if (fault.more) add(box, "p", "… +" + fault.more);
    if (fault.trace) add(box, "pre", fault.trace);
    var close = add(box, "button", "关闭 Close");
    close.type = "button";
    close.addEventListener("click", function () { box.remove(); });
  }

  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", wake);
  wake();
})();
