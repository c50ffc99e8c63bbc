/// The style sheet of the page: one column, one accent, Chinese system fonts, and rules for A4.
///
/// Contrast of text on its ground is at least 4.5 : 1 (WCAG 2.2, 1.4.3). The vertical rhythm follows lines of 1.7 em, which
/// Chinese text without spaces needs.
enum RatingPageStyle {
  static let sheet: StaticString = """
    :root{--text:#1c2733;--quiet:#566270;--rule:#dde3ea;--band:#f4f6f9;--link:#0b5394;--open:#b45309;--line:#a3123a}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0 auto;padding:2rem clamp(1rem,4vw,2.5rem) 4rem;max-width:66rem;color:var(--text);background:#fff;
    font:16px/1.7 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",
    "WenQuanYi Micro Hei",system-ui,sans-serif;line-break:strict;text-autospace:normal;text-spacing-trim:trim-start}
    :lang(en) body{font-family:system-ui,"Segoe UI","Helvetica Neue",Arial,"Noto Sans","PingFang SC","Microsoft YaHei",
    "Noto Sans CJK SC",sans-serif;line-height:1.6}
    a{color:var(--link);text-underline-offset:.2em}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-999rem}.skip:focus{position:static}
    .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    header{border-bottom:3px solid var(--text);margin-bottom:1.5rem}
    .over{margin:0;color:var(--quiet);letter-spacing:.05em}
    h1{font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.3;margin:.1em 0 .5em;text-wrap:balance;overflow-wrap:anywhere}
    h2{font-size:1.4rem;line-height:1.35;margin:3.2rem 0 .8rem;padding-top:.6rem;border-top:1px solid var(--text)}
    h3{font-size:1.1rem;line-height:1.4;margin:2rem 0 .5rem;overflow-wrap:anywhere}
    p{margin:.5rem 0;max-width:46em}
    .lead{font-size:1.2rem;line-height:1.65;max-width:none}
    .quiet{color:var(--quiet)}
    .figures{display:grid;grid-template-columns:repeat(4,auto);justify-content:space-between;gap:.8rem 2rem;margin:1.2rem 0;
    padding:.9rem 1.2rem;background:var(--band)}
    .figures dt{font-size:.85rem;color:var(--quiet)}
    .figures dd{margin:0;font-size:1.7rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
    .alert{border-left:4px solid var(--line);padding:.3rem .8rem;background:#fdf3f5;max-width:none}
    .alert-note{display:block;word-break:normal;color:var(--line);font-size:.85rem}
    .cautions{border-left:4px solid var(--open);padding:.2rem 1rem;margin:1rem 0;background:#fdf7ef}
    .cautions p{margin:.4rem 0 0;font-weight:600}.cautions ul{margin:.3rem 0 .5rem;padding-left:1.3em}
    .chapters{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;list-style:none;padding:0;margin:.8rem 0}
    nav h2{border-top:0;margin-top:1.5rem}
    .jump{font-size:.85rem;font-weight:400;margin-left:1em;white-space:nowrap}
    table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.6rem 0 .3rem}
    th,td{padding:.32rem .55rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);font-weight:400}
    tbody th{word-break:keep-all;overflow-wrap:anywhere;min-width:9em}
    thead th{word-break:keep-all;background:#fff;color:var(--quiet);font-size:.82rem;vertical-align:bottom;border-bottom:1.5px solid var(--text);
    position:sticky;top:0}
    th:first-child,td:first-child{padding-left:.3rem}
    .n{text-align:right;white-space:nowrap}thead .n{white-space:normal}
    .code{font-family:ui-monospace,SFMono-Regular,Consolas,monospace;font-size:.78rem;word-break:break-all}
    .total td,.total th{border-top:1.5px solid var(--text);border-bottom:0;font-weight:600}
    tr.in th,tr.at-line th{font-weight:600}
    tr.at-line th,tr.at-line td{border-bottom:2.5px dashed var(--line)}
    tr.pending th,tr.pending td{background:#fdf3f5}
    .mark{display:inline-block;width:1.2em}
    .sure{color:#0b5394}.open{color:var(--open)}.out{color:var(--quiet)}
    .sure,.open,.out,.whole{white-space:nowrap}
    .outside{max-width:none;font-size:.9rem;color:var(--text);overflow-wrap:anywhere}.outside strong{color:var(--open)}
    .dense{font-size:.82rem}.dense td{white-space:nowrap}
    .depth-1{padding-left:1em}.depth-2{padding-left:2em}.depth-3{padding-left:3em}
    figure{margin:1.2rem 0}
    figcaption{font-size:.85rem;color:var(--quiet);margin-top:.2rem}
    svg{display:block;width:100%;height:auto}
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
    details{margin:.6rem 0}
    summary{cursor:pointer;color:var(--link);padding:.2rem 0}
    .steps{padding-left:1.5em;max-width:48em}.steps li{margin:.4rem 0}
    .parameters>div{display:grid;grid-template-columns:11em 1fr;border-bottom:1px solid var(--rule);padding:.25rem 0}
    .parameters dt{color:var(--quiet)}.parameters dd{margin:0;overflow-wrap:anywhere}
    footer{margin-top:3rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.85rem}
    @media screen and (max-width:52rem){
    .scroll,.drawing{overflow-x:auto}.scroll table{min-width:34rem;font-size:.85rem}.scroll .dense{min-width:52rem}.wide svg{min-width:40rem}
    thead th{position:static}.figures{grid-template-columns:1fr 1fr;gap:.6rem 1rem}.pair{grid-template-columns:1fr}
    .parameters>div{grid-template-columns:1fr}tbody th{min-width:7.5em}
    }
    @page{size:A4;margin:16mm 15mm 18mm}
    @page{@bottom-center{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#566270}}
    @media print{
    body{padding:0;max-width:none;font-size:10pt;line-height:1.55}
    .skip,.jump,.chapters,details:not([open]){display:none}
    a{color:inherit;text-decoration:none}
    h2{margin-top:1.6rem;break-after:avoid}h3{break-after:avoid}h2+p,h3+p{break-after:avoid}
    table{font-size:8.5pt;line-height:1.35}th,td{padding:.16rem .35rem}thead{display:table-header-group}
    #quota{break-inside:avoid}.alert-note{font-size:7.8pt}
    thead th{position:static;font-size:7.8pt}tr,figure{break-inside:avoid}
    .outside{font-size:8.5pt;line-height:1.5}tbody th{min-width:0}figcaption{font-size:8pt}figure{margin:.4rem 0}
    .page h3{margin-top:0}
    .dense{font-size:7.2pt}.dense th,.dense td{padding:.1rem .25rem}
    .scroll,.drawing{overflow:visible}
    .page{break-before:page}
    .code{font-size:6.6pt}
    summary{color:inherit;font-weight:600;list-style:none;break-after:avoid}
    }

    """
}
