/* What the reader has set (reader.js keeps it) goes onto <html> before anything is painted. Without storage: the defaults. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    ["size", "scheme", "flow", "keys"].forEach(function (name) {
      var value = localStorage.getItem(name);
      if (value) root.dataset[name] = value;
    });
  } catch (refused) { /* the defaults */ }
})();
