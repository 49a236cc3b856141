/// The looks of the page, in light and dark, on a phone and on paper.
enum PageStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --ground: #f5f6f8; --surface: #fff; --line: #dfe3ea; --ink: #1a1f29; --quiet: #596274;
      --right: #2a56c6; --wrong: #c4342b; --refused: #7a8496; --off: #1d7a4a;
      --soft: #eef2fb; --warm: #fdefed; --heat: .75;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono",
        "Noto Sans Mono CJK SC", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #101318; --surface: #191d24; --line: #2e3541; --ink: #e6e9ef; --quiet: #a0a9b9;
        --right: #8fb0ff; --wrong: #ff8f85; --refused: #8b95a7; --off: #63cf97;
        --soft: #222a3b; --warm: #372220; --heat: .6;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 1080px; padding: 24px 16px 48px; background: var(--ground);
      color: var(--ink); line-height: 1.5;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC",
        "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif;
    }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; }
    h2 { font-size: 1.1rem; margin: 0 0 12px; }
    .quiet, .facts, .notes, footer, small, .counts { color: var(--quiet); }
    h1 .quiet { display: block; font-size: .9rem; font-weight: 500; }
    .facts { margin: 0 0 24px; font-size: .9rem; display: flex; flex-wrap: wrap; gap: 2px 16px; }
    code { font-family: var(--mono); font-size: .92em; overflow-wrap: anywhere; }
    a { color: var(--right); text-underline-offset: 2px; }
    :focus-visible { outline: 2px solid var(--right); outline-offset: 2px; border-radius: 4px; }
    section {
      background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
      padding: 16px; margin: 0 0 16px;
    }
    section > p { margin: 0 0 12px; max-width: 70ch; }
    .figures {
      display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 12px 16px;
      margin: 0 0 16px;
    }
    dt { font-size: .85rem; color: var(--quiet); }
    dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
    dd small { display: block; font-size: .78rem; font-weight: 400; line-height: 1.35; }
    .bar { display: flex; gap: 2px; height: 14px; border-radius: 7px; overflow: hidden; }
    .bar span { flex-basis: 0; }
    .legend {
      list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0 0; padding: 0;
      font-size: .9rem;
    }
    .legend li { display: flex; align-items: center; gap: 6px; }
    .legend i { width: 10px; height: 10px; border-radius: 3px; }
    .bar .right, i.right { background: var(--right); }
    .bar .wrong, i.wrong { background: var(--wrong); }
    .bar .refused, i.refused { background: var(--refused); }
    .advice { margin: 0; padding-left: 1.4em; }
    .advice li { margin: 0 0 8px; }
    .advice span:not(.arrow) { display: block; }
    .advice .misled { margin-top: 2px; }
    .arrow { font-weight: 400; color: var(--quiet); font-size: .9em; }
    summary { cursor: pointer; padding: 10px 0; }
    summary::marker { color: var(--quiet); }
    .pair { border-top: 1px solid var(--line); }
    .names { font-weight: 600; }
    .counts { font-size: .9rem; margin-left: 6px; }
    .more > summary { font-size: .9rem; color: var(--quiet); }
    .counts.bad { color: var(--wrong); }
    .pair > div { padding: 0 0 12px; scroll-margin-top: 64px; }
    .pair > div:target .do { outline: 2px solid var(--right); }
    .do { background: var(--soft); border-radius: 6px; padding: 6px 10px; margin: 0 0 10px; }
    .sentences { list-style: none; margin: 0; padding: 0; }
    .sentences > li { border-left: 3px solid var(--line); padding: 0 0 0 10px; margin: 0 0 12px; }
    .sentences > li.answered { border-left-color: var(--wrong); }
    .sentence { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    .notes { margin: 2px 0 0; font-size: .84rem; }
    .misled { list-style: none; display: flex; flex-wrap: wrap; gap: 4px; padding: 0; margin: 4px 0; }
    .misled li {
      background: var(--warm); border-radius: 4px; padding: 0 6px; font-size: .85rem;
      overflow-wrap: anywhere;
    }
    .misled i { font-style: normal; font-family: var(--mono); color: var(--quiet); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    th, td {
      padding: 5px 10px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line);
      font-variant-numeric: tabular-nums; font-weight: 400;
    }
    thead th { color: var(--quiet); border-top: 0; }
    th:first-child, .left { text-align: left; }
    tr.current { background: var(--soft); }
    .meter { padding-right: 0; }
    .meter span { display: block; width: 72px; height: 6px; border-radius: 3px; background: var(--line); }
    .meter i { display: block; height: 100%; border-radius: 3px; background: var(--right); }
    svg text { font-size: 11px; fill: var(--ink); font-family: var(--mono); }
    .matrix { display: block; }
    .matrix .field { fill: var(--ground); }
    .matrix .border { stroke: var(--line); fill: none; }
    .matrix .right { fill: var(--right); }
    .matrix .wrong { fill: var(--wrong); }
    .matrix .right, .matrix .wrong { opacity: var(--heat); }
    .matrix .count { font-size: 9px; pointer-events: none; }
    .matrix a:hover rect, .matrix a:focus-visible rect { stroke: var(--ink); stroke-width: 2px; }
    .chart { margin: 0; max-width: 480px; }
    .curve { display: block; width: 100%; height: auto; }
    .curve text { font-size: 13px; fill: var(--quiet); font-family: inherit; }
    .curve text.now { fill: var(--ink); font-weight: 600; }
    .grid { stroke: var(--line); }
    path.now { stroke: var(--ink); stroke-dasharray: 2 3; }
    .line { fill: none; stroke-width: 2.5px; stroke-linejoin: round; }
    .line.right { stroke: var(--right); }
    .line.wrong { stroke: var(--wrong); stroke-dasharray: 7 3; }
    .line.refused { stroke: var(--refused); stroke-dasharray: 2 3; }
    .line.off { stroke: var(--off); stroke-dasharray: 9 3 2 3; }
    circle { fill: transparent; }
    circle.current { stroke: var(--surface); stroke-width: 2px; }
    circle.current.right { fill: var(--right); }
    circle.current.wrong { fill: var(--wrong); }
    circle.current.refused { fill: var(--refused); }
    circle.current.off { fill: var(--off); }
    footer { font-size: .85rem; max-width: 75ch; }
    @media (max-width: 480px) {
      body { padding: 16px 8px 32px; }
      section { padding: 12px; border-radius: 8px; }
      header, footer { padding: 0 4px; }
      .counts { display: block; margin-left: 16px; }
    }
    @media print { section { break-inside: avoid; } body { background: none; } }
    """
}
