"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const DASHES = ["", "6 3", "1.5 2.5", "8 2.5 1.5 2.5", "3 3", "10 4", "5 2 1 2 1 2", "2 5"];
  const MARKS = 8;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** An element with attributes and children; words only ever become text. */
  function make(name, attributes = {}, ...children) {
    const svg = ["svg", "path", "line", "text", "g", "polygon", "circle", "rect", "title"].includes(name);
    const element = svg ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  function shown(value) {
    if (value === null || value === undefined) return "–";
    const size = Math.abs(value);
    if (value !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(2);
    return String(Number(value.toPrecision(5))).replace("-", "−");
  }

  /** Round numbers between two. */
  function ticks(low, high, wanted, log) {
    if (log) {
      const found = [];
      const leads = Math.log10(high / low) <= 2 ? [1, 2, 5] : [1];
      for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
        for (const lead of leads) {
          const tick = lead * Math.pow(10, power);
          if (tick >= low * 0.999 && tick <= high * 1.001) found.push(Number(tick.toPrecision(12)));
        }
      }
      return found;
    }
    const raw = (high - low) / Math.max(1, wanted);
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const lead = raw / power;
    const step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    const found = [];
    for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n++) found.push(Number((n * step).toPrecision(12)));
    return found;
  }

  function mark(index, x, y, r) {
    const kind = index % MARKS;
    if (kind === 0) return make("circle", { cx: x, cy: y, r });
    const corners = [
      [], [[-1, -1], [1, -1], [1, 1], [-1, 1]], [[0, -1.2], [1.1, 0.9], [-1.1, 0.9]],
      [[0, -1.4], [1.4, 0], [0, 1.4], [-1.4, 0]], [[0, 1.2], [1.1, -0.9], [-1.1, -0.9]],
      [[-1, -1], [0, -0.4], [1, -1], [0.4, 0], [1, 1], [0, 0.4], [-1, 1], [-0.4, 0]],
      [[-0.4, -1.3], [0.4, -1.3], [0.4, 1.3], [-0.4, 1.3]], [[-1.3, -0.4], [1.3, -0.4], [1.3, 0.4], [-1.3, 0.4]],
    ][kind];
    return make("polygon", { points: corners.map(([a, b]) => `${(x + a * r).toFixed(1)},${(y + b * r).toFixed(1)}`).join(" ") });
  }

  // Metric: one at a time.
  function metrics() {
    const select = $("#metric");
    if (!select) return;
    const show = () => all(".by-metric").forEach((part) => { part.hidden = part.dataset.metric !== select.value; });
    select.addEventListener("change", show);
    show();
  }

  function copying() {
    document.addEventListener("click", async (event) => {
      const button = event.target.closest && event.target.closest(".copy");
      if (!button) return;
      const code = button.parentElement.querySelector("code");
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        const range = document.createRange();
        range.selectNodeContents(code);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
      }
      setTimeout(() => { button.textContent = label; }, 1500);
    });
  }

  // The leaderboard: sorted by a column, filtered by words and by what was brushed.
  const board = { words: "", kept: null };

  function filterBoard() {
    const rows = all("#board tbody tr");
    const words = board.words.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const keep = words.every((word) => text.includes(word)) && (!board.kept || board.kept.has(row.dataset.cell));
      row.hidden = !keep;
      if (keep) count++;
    }
    const output = $("#shown");
    if (output) output.textContent = count === rows.length ? `${count} cells` : `${count} of ${rows.length} cells`;
  }

  function leaderboard() {
    const table = $("#board");
    if (!table) return;
    const body = table.tBodies[0];
    all("th button", table.tHead).forEach((button, column) => {
      button.addEventListener("click", () => {
        const header = button.parentElement;
        const down = header.getAttribute("aria-sort") === "ascending";
        all("th", table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
        header.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[column].dataset.v;
        const rows = [...body.rows].sort((a, b) => {
          const one = value(a), other = value(b);
          if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
          const difference = Number(one) - Number(other);
          const order = Number.isNaN(difference) ? one.localeCompare(other) : difference;
          return down ? -order : order;
        });
        body.append(...rows);
      });
    });
    const filter = $("#filter");
    filter.addEventListener("input", () => { board.words = filter.value; filterBoard(); });
    filterBoard();
  }

  // Parallel coordinates: a range on each axis.
  function brushing() {
    const svg = $("#parallel svg");
    if (!svg) return;
    const lines = all("[data-cell]", svg).map((path) => ({
      path, points: path.getAttribute("d").slice(1).split(/[L ]/).map((pair) => pair.split(",").map(Number)),
    }));
    if (!lines.length) return;
    const places = lines[0].points.map((point) => point[0]);
    const ys = lines.flatMap((line) => line.points.map((point) => point[1]));
    const top = Math.min(...ys) - 8, bottom = Math.max(...ys) + 8;
    const ranges = places.map(() => null);
    const boxes = places.map((x) => svg.appendChild(make("rect", { class: "brush", x: x - 8, width: 16, y: 0, height: 0 })));

    function apply() {
      const active = ranges.some(Boolean);
      const kept = new Set();
      for (const line of lines) {
        const inside = ranges.every((range, i) => !range || (line.points[i][1] >= range[0] && line.points[i][1] <= range[1]));
        line.path.classList.toggle("out", !inside);
        if (inside) kept.add(line.path.dataset.cell);
      }
      ranges.forEach((range, i) => {
        boxes[i].setAttribute("y", range ? range[0] : 0);
        boxes[i].setAttribute("height", range ? range[1] - range[0] : 0);
      });
      board.kept = active ? kept : null;
      filterBoard();
    }

    places.forEach((x, i) => {
      const grip = svg.appendChild(make("rect", { class: "grip", "data-grip": i, x: x - 14, width: 28, y: top, height: bottom - top }));
      let from = null;
      const at = (event) => {
        const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
        return Math.max(top, Math.min(bottom, point.y));
      };
      grip.addEventListener("pointerdown", (event) => { grip.setPointerCapture(event.pointerId); from = at(event); });
      grip.addEventListener("pointermove", (event) => {
        if (from === null) return;
        const to = at(event);
        ranges[i] = [Math.min(from, to), Math.max(from, to)];
        apply();
      });
      grip.addEventListener("pointerup", (event) => {
        if (Math.abs(at(event) - from) < 3) { ranges[i] = null; apply(); }
        from = null;
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && ranges.some(Boolean)) { ranges.fill(null); apply(); }
    });
  }

  // Curves.
  function curves() {
    const panels = $("#curve-panels");
    if (!panels) return;
    const data = JSON.parse($("#data").textContent);
    const varied = data.axes.map((axis, i) => ({ ...axis, index: i })).filter((axis) => axis.values.length > 1);
    const measures = data.measures;
    const named = (split, metric) => measures.findIndex((m) => m.split === split && m.metric === metric);
    const first = [["validation", "accuracy"], ["test", "accuracy"], ["train", "accuracy"]].map((m) => named(...m)).find((i) => i >= 0);
    const state = {
      measure: first === undefined ? 0 : first, colour: data.colour >= 0 ? data.colour : varied.length ? varied[0].index : -1, facet: -1, x: "epoch",
      smooth: 0, logX: false, logY: false, band: data.cells.length <= 12, hidden: new Set(), only: null,
    };
    const controls = $("#curve-controls");

    function select(label, options, value, change, id) {
      const element = make("select", id ? { id } : {});
      options.forEach(([key, text]) => element.append(make("option", { value: key, selected: String(key) === String(value) }, text)));
      element.addEventListener("change", () => { change(element.value); draw(); });
      controls.append(make("label", {}, label, element));
    }
    function check(label, key) {
      const element = make("input", { type: "checkbox", checked: state[key] });
      element.addEventListener("change", () => { state[key] = element.checked; draw(); });
      controls.append(make("label", {}, element, label));
    }
    const axes = varied.map((axis) => [axis.index, axis.name]);
    select("Show", measures.map((m, i) => [i, `${m.split} ${m.metric.replaceAll("_", " ")}`]), state.measure, (v) => { state.measure = Number(v); }, "curve-measure");
    select("Colour by", [[-1, "nothing"], ...axes], state.colour, (v) => { state.colour = Number(v); state.hidden.clear(); legend(); }, "curve-colour");
    select("Facet by", [[-1, "nothing"], ...axes], state.facet, (v) => { state.facet = Number(v); }, "curve-facet");
    const steps = [["epoch", "epoch"]];
    if (data.cells.every((cell) => cell.iterations)) steps.push(["iterations", "iteration"]);
    if (data.cells.every((cell) => cell.seconds)) steps.push(["seconds", "seconds of training"]);
    select("Over", steps, state.x, (v) => { state.x = v; });
    const slider = make("input", { type: "range", min: 0, max: 0.95, step: 0.05, value: 0, "aria-label": "Smoothing" });
    slider.addEventListener("input", () => { state.smooth = Number(slider.value); draw(); });
    controls.append(make("label", {}, "Smoothing", slider));
    check("log x", "logX");
    check("log y", "logY");
    check("bands", "band");

    function series(cell) {
      return state.colour < 0 ? 0 : data.cells[cell].at[state.colour];
    }

    function legend() {
      const holder = $("#curve-legend");
      holder.replaceChildren();
      if (state.colour < 0) return;
      const axis = data.axes[state.colour];
      axis.values.forEach((value, i) => {
        const sample = make("svg", { viewBox: "0 0 30 12", "aria-hidden": "true" },
          make("path", { d: "M1,6L29,6", class: `s-series-${i % MARKS}`, "stroke-width": 2, "stroke-dasharray": DASHES[i % MARKS] || null }));
        const symbol = mark(i, 15, 6, 4);
        symbol.setAttribute("class", `f-series-${i % MARKS}`);
        sample.append(symbol);
        const button = make("button", { type: "button", "aria-pressed": !state.hidden.has(i) ? "true" : "false" }, sample, `${axis.name} ${value}`);
        button.addEventListener("click", () => {
          if (state.hidden.has(i)) state.hidden.delete(i); else state.hidden.add(i);
          button.setAttribute("aria-pressed", state.hidden.has(i) ? "false" : "true");
          draw();
        });
        holder.append(button);
      });
    }

    const place = (line, i) => {
      const cell = data.cells[line.cell];
      return state.x === "epoch" ? line.epochs[i] : line.epochs[i] * cell[state.x];
    };

    /** Mean of what came before, weighted by age, without the pull of its start. */
    function smoothed(values) {
      if (!state.smooth) return values;
      let sum = 0, weight = 0;
      return values.map((value) => {
        sum = state.smooth * sum + value;
        weight = state.smooth * weight + 1;
        return sum / weight;
      });
    }

    function visible() {
      const seen = measures[state.measure].lines.filter((line) => !state.hidden.has(series(line.cell)));
      return state.only === null ? seen : seen.filter((line) => data.cells[line.cell].id === state.only);
    }

    function draw() {
      const measure = measures[state.measure];
      const lines = visible();
      const facets = state.facet < 0 ? [null] : data.axes[state.facet].values.map((_, i) => i);
      let low = Infinity, high = -Infinity, left = Infinity, right = -Infinity;
      for (const line of lines) {
        line.means.forEach((mean, i) => {
          const x = place(line, i);
          if ((state.logY && mean <= 0) || (state.logX && x <= 0)) return;
          low = Math.min(low, mean); high = Math.max(high, mean);
          left = Math.min(left, x); right = Math.max(right, x);
        });
      }
      if (low > high) { low = 0; high = 1; left = 1; right = 2; }
      if (low === high) { low -= Math.abs(low) * 0.05 || 0.5; high += Math.abs(high) * 0.05 || 0.5; }
      if (left === right) { left -= left / 2; right += right / 2; }
      const pad = state.logY ? 0 : (high - low) * 0.05;
      const bounds = { low: low - pad, high: high + pad, left, right };
      panels.replaceChildren();
      panels.append(...facets.map((facet) => panel(measure, lines, facet, bounds)));
      if (state.only !== null) {
        const back = make("button", { type: "button", class: "to-curves" }, "Show all cells");
        back.addEventListener("click", () => { state.only = null; draw(); });
        panels.prepend(back);
      }
      if ($("#curve-numbers").open) table();
    }

    function panel(measure, lines, facet, bounds) {
      const own = facet === null ? lines : lines.filter((line) => data.cells[line.cell].at[state.facet] === facet);
      const width = Math.max(280, Math.min(1040, state.facet < 0 ? panels.clientWidth : panels.clientWidth / (panels.clientWidth > 860 ? 2 : 1)) - 8);
      const height = Math.round(Math.min(430, Math.max(250, width * 0.48)));
      const box = { left: 58, top: 10, right: width - 14, bottom: height - 42 };
      const scale = (log, a, b, from, to) => (value) => log
        ? from + (Math.log(value / a) / Math.log(b / a)) * (to - from) : from + ((value - a) / (b - a)) * (to - from);
      const logY = state.logY && bounds.low > 0, logX = state.logX && bounds.left > 0;
      const x = scale(logX, bounds.left, bounds.right, box.left, box.right);
      const y = scale(logY, bounds.low, bounds.high, box.bottom, box.top);
      const title = `${measure.split} ${measure.metric.replaceAll("_", " ")}` + (facet === null ? "" : `, ${data.axes[state.facet].name} ${data.axes[state.facet].values[facet]}`);
      const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", tabindex: 0, "aria-label": `${title}: ${own.length} lines. Arrow keys walk along them.` });
      for (const tick of ticks(bounds.low, bounds.high, height / 50, logY)) {
        svg.append(make("line", { x1: box.left, x2: box.right, y1: y(tick), y2: y(tick), class: "s-grid" }),
          make("text", { x: box.left - 6, y: y(tick) + 4, "text-anchor": "end", "font-size": 12, class: "f-muted" }, shown(tick)));
      }
      for (const tick of ticks(bounds.left, bounds.right, width / 90, logX)) {
        if (state.x === "epoch" && !Number.isInteger(tick)) continue;
        svg.append(make("line", { x1: x(tick), x2: x(tick), y1: box.top, y2: box.bottom, class: "s-grid" }),
          make("text", { x: x(tick), y: box.bottom + 17, "text-anchor": "middle", "font-size": 12, class: "f-muted" }, shown(tick)));
      }
      svg.append(make("text", { x: (box.left + box.right) / 2, y: height - 6, "text-anchor": "middle", "font-size": 12, class: "f-muted" },
        state.x === "seconds" ? "seconds of training (a mean epoch's, times epochs)" : state.x === "iterations" ? "iteration" : "epoch"));
      const clip = (value) => Math.max(box.top, Math.min(box.bottom, value));
      const path = (line, values) => {
        const places = [];
        values.forEach((value, i) => {
          if (!((logY && value <= 0) || (logX && place(line, i) <= 0))) places.push(`${x(place(line, i)).toFixed(1)},${clip(y(value)).toFixed(1)}`);
        });
        return places.length ? `M${places.join("L")}` : "";
      };
      const drawn = own.map((line) => {
        const index = Math.max(0, series(line.cell));
        const means = smoothed(line.means);
        if (state.band && line.halves.every((half) => half !== null)) {
          const up = path(line, line.means.map((mean, i) => mean + line.halves[i]));
          const down = line.means.map((mean, i) => `${x(place(line, i)).toFixed(1)},${clip(y(Math.max(mean - line.halves[i], logY ? bounds.low : -Infinity))).toFixed(1)}`).reverse();
          if (up) svg.append(make("path", { d: `${up}L${down.join("L")}Z`, class: `f-series-${index % MARKS}`, opacity: 0.13 }));
        }
        if (state.smooth) svg.append(make("path", { d: path(line, line.means), class: `s-series-${index % MARKS}`, opacity: 0.25 }));
        const faint = own.length > 40 ? 0.5 : 0.95;
        const stroke = make("path", { d: path(line, means), class: `s-series-${index % MARKS}`, "stroke-width": own.length > 40 ? 1.2 : 1.8, "stroke-dasharray": DASHES[index % MARKS] || null, "stroke-linejoin": "round", opacity: faint, "data-line": data.cells[line.cell].id });
        svg.append(stroke);
        const last = means.length - 1;
        const symbol = mark(index, x(place(line, last)), clip(y(means[last])), own.length > 40 ? 2.2 : 3.2);
        symbol.setAttribute("class", `f-series-${index % MARKS}`);
        symbol.setAttribute("opacity", faint);
        svg.append(symbol);
        return { line, means, stroke };
      });
      walking(svg, drawn, x, y, width);
      return make("div", {}, make("h4", {}, title), svg);
    }

    /** A point that follows the pointer or the arrow keys, and says what is there. */
    function walking(svg, drawn, x, y, width) {
      const dot = make("circle", { r: 5, class: "s-ink", "stroke-width": 2, visibility: "hidden" });
      svg.append(dot);
      let at = 0, point = 0;
      const show = () => {
        const { line, means } = drawn[at];
        dot.setAttribute("cx", x(place(line, point)));
        dot.setAttribute("cy", y(means[point]));
        dot.setAttribute("visibility", "visible");
        const half = line.halves[point];
        $("#curve-readout").textContent = `${data.cells[line.cell].label}: epoch ${line.epochs[point]}, ${shown(line.means[point])}` +
          (half === null ? "" : ` ± ${shown(half)}`) + `, n ${line.counts[point]}`;
      };
      svg.addEventListener("pointermove", (event) => {
        const rect = svg.getBoundingClientRect();
        const px = ((event.clientX - rect.left) / rect.width) * width;
        const py = ((event.clientY - rect.top) / rect.width) * width;
        let best = Infinity;
        drawn.forEach(({ line, means }, i) => means.forEach((mean, j) => {
          const distance = Math.hypot(x(place(line, j)) - px, y(mean) - py);
          if (distance < best) { best = distance; at = i; point = j; }
        }));
        if (best < 60) show();
      });
      svg.addEventListener("keydown", (event) => {
        const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (!move || !drawn.length) return;
        event.preventDefault();
        at = (at + move[0] + drawn.length) % drawn.length;
        point = Math.max(0, Math.min(drawn[at].means.length - 1, point + move[1]));
        show();
      });
    }

    function table() {
      const head = $("#curve-numbers thead"), body = $("#curve-numbers tbody");
      head.replaceChildren(make("tr", {}, ...["cell", "epoch", "n", "mean", "± 95 %"].map((name) => make("th", { scope: "col" }, name))));
      const rows = [];
      for (const line of visible()) {
        for (let i = 0; i < line.means.length && rows.length < 3000; i++) {
          rows.push(make("tr", {}, make("td", {}, data.cells[line.cell].label), make("td", { class: "n" }, String(line.epochs[i])),
            make("td", { class: "n" }, String(line.counts[i])), make("td", { class: "n", "data-v": line.means[i] }, shown(line.means[i])),
            make("td", { class: "n" }, shown(line.halves[i]))));
        }
      }
      body.replaceChildren(...rows);
    }

    $("#curve-numbers").addEventListener("toggle", () => { if ($("#curve-numbers").open) table(); });
    all("button.to-curves[data-cell]").forEach((button) => button.addEventListener("click", () => {
      state.only = Number(button.dataset.cell);
      draw();
      $("#curves").scrollIntoView();
    }));
    let waiting = null;
    new ResizeObserver(() => {
      if (panels.clientWidth === waiting) return;
      waiting = panels.clientWidth;
      requestAnimationFrame(draw);
    }).observe(panels);
    legend();
  }

  // A link to a cell opens its details.
  function links() {
    const open = () => {
      const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      if (target && target.tagName === "DETAILS") target.open = true;
    };
    addEventListener("hashchange", open);
    open();
  }

  /** Asks the page's own server what is new, and takes the page anew when a trial ended. */
  function live() {
    const panel = $("#live");
    if (!panel) return;
    let seen = null;
    const ask = async () => {
      try {
        const progress = await (await fetch("progress.json", { cache: "no-store" })).json();
        const bar = make("progress", { max: Math.max(1, progress.trials), value: progress.ended, "aria-label": "trials ended" });
        panel.replaceChildren(make("p", {}, make("strong", {}, progress.summary)), bar, ...progress.lines.map((line) => make("p", {}, line)));
        if (seen !== null && progress.version !== seen) {
          const page = new DOMParser().parseFromString(await (await fetch("", { cache: "no-store" })).text(), "text/html");
          $("main").replaceWith(page.querySelector("main"));
          start();
        }
        seen = progress.version;
      } catch {
        panel.replaceChildren(make("p", {}, "The watcher has ended; this is what it showed last."));
        return;
      }
      setTimeout(ask, 2000);
    };
    ask();
  }

  function start() {
    board.kept = null;
    board.words = "";
    metrics();
    leaderboard();
    brushing();
    curves();
    links();
  }
  copying();
  start();
  live();
})();
