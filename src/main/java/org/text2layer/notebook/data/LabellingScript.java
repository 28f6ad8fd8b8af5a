package org.text2layer.notebook.data;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.synth.quality.defect.Defect;

/**
 * Buttons for a trusted page: they write the line that gives the labels, to be pasted into a cell,
 * since the kernels have no way back from a page.
 */
final class LabellingScript {
  private static final String SCRIPT =
      """
      (function () {
        var first = FIRST, filters = FILTERS, names = Object.keys(filters), given = {};
        var root = document.currentScript.previousElementSibling;
        var line = document.createElement("textarea");
        line.readOnly = true;
        line.rows = 2;
        line.style.cssText = "width:100%;max-width:760px;font-family:monospace;font-size:12px;"
          + "color:inherit;background:transparent;border:1px solid rgba(128,128,128,0.6);padding:4px";
        line.onclick = function () { line.select(); };
        function button(words, pressed, click) {
          var made = document.createElement("button");
          made.type = "button";
          made.textContent = words;
          made.style.cssText = "font-size:12px;margin:2px;padding:2px 8px;border-radius:3px;"
            + "border:1px solid rgba(128,128,128,0.6);cursor:pointer;color:inherit;background:transparent";
          made.onclick = click;
          made.show = function () {
            made.setAttribute("aria-pressed", pressed());
            made.style.background = pressed() ? "#0072b2" : "transparent";
            made.style.color = pressed() ? "white" : "inherit";
          };
          made.show();
          return made;
        }
        function write() {
          var good = [], bad = "";
          Object.keys(given).forEach(function (n) {
            if (given[n].good) { good.push(n); }
            names.forEach(function (f) {
              if (given[n][f]) { bad += ".bad(" + n + ", " + JSON.stringify(given[n][f]) + ")"; }
            });
          });
          var calls = (good.length ? ".good(" + good.join(", ") + ")" : "") + bad;
          line.value = calls ? "labels = labels" + calls + ";" : "";
          line.placeholder = "press buttons: the line to paste into a cell stands here";
        }
        Array.prototype.forEach.call(root.querySelectorAll("tbody tr"), function (row, i) {
          var n = first + i, own = given[n] = {good: false}, buttons = [];
          var place = document.createElement("div");
          function press(change) {
            return function () { change(); buttons.forEach(function (b) { b.show(); }); write(); };
          }
          function full() { return names.every(function (f) { return own[f]; }); }
          function add(words, pressed, change) {
            buttons.push(button(words, pressed, press(change)));
            place.appendChild(buttons[buttons.length - 1]);
          }
          add("good", function () { return own.good; }, function () {
            own.good = !own.good;
            if (own.good && full()) { names.forEach(function (f) { own[f] = ""; }); }
          });
          names.forEach(function (f) {
            filters[f].forEach(function (d) {
              add(d, function () { return own[f] === d; }, function () {
                own[f] = own[f] === d ? "" : d;
                own.good = own.good && !full();
              });
            });
          });
          row.lastElementChild.appendChild(place);
        });
        write();
        root.appendChild(line);
      })();
      """;

  private LabellingScript() {}

  /**
   * For samples numbered from {@code first}.
   *
   * @param defects whose names hold nothing that a script could take for its own: letters, digits,
   *     hyphens and blanks
   */
  static String of(int first, List<Defect> defects) {
    Map<String, List<String>> byFilter = new LinkedHashMap<>();
    for (Defect defect : defects) {
      byFilter.computeIfAbsent(defect.filter(), name -> new ArrayList<>()).add(defect.label());
    }
    return SCRIPT
        .replace("FIRST", Integer.toString(first))
        .replace("FILTERS", new Gson().toJson(byFilter));
  }
}
