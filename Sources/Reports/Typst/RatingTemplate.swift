/// The Typst template of the rating's report.
///
/// It holds the layout and no word: all text comes from `data.json`, where it is inert (`#`, `$`, `[`, `@` are printed and
/// not run). It needs no package and nothing outside its folder. A line of the data's `kind` decides the mark before a
/// certainty, so that a grey print keeps it.
enum RatingTemplate {
  static let source = #"""
    #let data = json("data.json")
    #let sans = "Noto Sans CJK SC"
    #let serif = "Noto Serif CJK SC"
    #let mono = "Noto Sans Mono CJK SC"
    #let ink = rgb("#1c2733")
    #let quiet = rgb("#566270")
    #let rule = rgb("#dde3ea")
    #let band = rgb("#f4f6f9")
    #let alarm = rgb("#a3123a")
    #let open = rgb("#b45309")
    #let sure = rgb("#0b5394")

    #set document(title: data.title, author: "Kaoping", date: datetime(year: data.year, month: 1, day: 1))
    #set text(font: serif, size: 10pt, fill: ink, lang: data.lang, region: data.region)
    #set par(leading: 0.85em, spacing: 1.1em, justify: data.lang == "zh")
    #set page(
      paper: "a4", margin: (x: 20mm, top: 23mm, bottom: 20mm),
      header: context if counter(page).get().first() > 1 {
        set text(font: sans, size: 8pt, fill: quiet)
        let before = query(selector(heading.where(level: 1)).before(here()))
        let here-page = query(heading.where(level: 1)).filter(h => h.location().page() == here().page())
        let chapter = if here-page.len() > 0 { here-page.first() } else if before.len() > 0 { before.last() }
        grid(columns: (1fr, auto), data.short, if chapter != none { chapter.body })
        v(-6pt)
        line(length: 100%, stroke: 0.5pt + rule)
      },
      footer: context {
        set text(font: sans, size: 8pt, fill: quiet)
        align(center, counter(page).display("1 / 1", both: true))
      },
    )
    #show heading: set text(font: sans)
    #show heading.where(level: 1): it => { set text(size: 15pt); block(above: 22pt, below: 10pt, it) }
    #show heading.where(level: 2): it => { set text(size: 11.5pt); block(above: 16pt, below: 7pt, it) }

    #let note(colour, body) = block(
      width: 100%, inset: (left: 8pt, y: 5pt, right: 8pt), stroke: (left: 2.5pt + colour), fill: colour.lighten(94%),
      text(size: 9.5pt, body))
    #let mark(kind) = {
      let size = 5pt
      box(width: 9pt, height: size, align(center + horizon,
        if kind == "secureIn" { circle(radius: size / 2, fill: sure) }
        else if kind == "open" { rotate(45deg, square(size: size * 0.72, stroke: 0.9pt + open)) }
        else if kind == "clearlyOut" { text(size: 7pt, fill: quiet, "×") }))
    }
    #let colour(kind) = if kind == "secureIn" { sure } else if kind == "open" { open } else { ink }

    // A cell is a text, or a record of text and kind, or of a label to link to.
    #let page-of(name) = context {
      if query(label(name)).len() > 0 { link(label(name), str(counter(page).at(label(name)).first())) }
    }
    #let cell(c) = {
      if type(c) == str { c }
      else if "target" in c { link(label(c.target), text(fill: sure, c.text)) }
      else if "page" in c { page-of(c.page) }
      else if "strong" in c { strong(c.strong) }
      else { [#mark(c.kind)#text(fill: colour(c.kind), c.text)] }
    }
    #let listing(t, size: 8.5pt) = {
      set text(font: sans, size: size)
      set par(leading: 0.5em, justify: false)
      let widths = t.columns.map(c => if c.width == "auto" { auto } else { c.width * 1fr })
      table(
        columns: widths, inset: (x: 3.5pt, y: 3.4pt), stroke: none,
        align: (x, y) => (if t.columns.at(x).align == "end" { right } else { left }) + if y == 0 { bottom } else { top },
        table.header(
          ..t.columns.map(c => table.cell(text(fill: quiet, size: 0.92em, c.title))),
          table.hline(stroke: 0.9pt + ink)),
        ..t.rows.map(r => (..r.map(cell), table.hline(stroke: 0.4pt + rule))).flatten(),
        ..if "total" in t { (table.hline(stroke: 0.9pt + ink), ..t.total.map(c => strong(c))) },
      )
    }
    // A table of up to half a page stays on one.
    #let together(t, body) = block(breakable: t.rows.len() > 25, body)
    #let drawing(d, width: 100%) = block(breakable: false, above: 8pt, below: 8pt, {
      image(d.file, width: width, alt: d.alt)
      block(above: 4pt, par(leading: 0.5em, text(font: sans, size: 8pt, fill: quiet, d.caption)))
    })
    #let anchored(level, body, name) = [#heading(level: level, body)#label(name)]

    // The first page: the answer.
    #text(font: sans, size: 9.5pt, fill: quiet, tracking: 0.05em, data.over)
    #v(2pt)
    #par(justify: false, leading: 0.5em, text(font: sans, size: 21pt, weight: "bold", data.name))
    #line(length: 100%, stroke: 1.6pt + ink)
    #v(4pt)
    #par(justify: false, text(size: 12.5pt, data.answer))
    #block(width: 100%, fill: band, inset: 10pt, grid(
      columns: data.figures.map(_ => 1fr), column-gutter: 8pt,
      ..data.figures.map(f => {
        set par(leading: 0.5em, justify: false)
        stack(
          spacing: 7pt, text(font: sans, size: 8pt, fill: quiet, f.name),
          text(font: sans, size: 19pt, weight: "bold", f.value))
      })))
    #for words in data.alerts { note(alarm, words) }
    #if data.cautions.items.len() > 0 {
      note(open, { strong(text(font: sans, data.cautions.title)); list(..data.cautions.items) })
    }
    #block(above: 18pt, below: 8pt, text(font: sans, size: 12pt, weight: "bold", data.contents.title))
    #listing(data.contents.table)
    #block(above: 12pt, {
      set text(font: sans, size: 9pt)
      for c in data.contents.chapters {
        context {
          let at = query(label(c.target))
          if at.len() > 0 {
            link(label(c.target), [#c.title #box(width: 1fr, repeat(gap: 3pt, text(fill: quiet, "."))) #counter(page).at(label(c.target)).first()])
            linebreak()
          }
        }
      }
    })

    // A chapter of sentences and tables.
    #let plain(chapter) = {
      anchored(1, chapter.title, chapter.anchor)
      for words in chapter.before { par(words) }
      for t in chapter.tables {
        together(t.table, {
          if t.title != "" { block(above: 14pt, below: 6pt, text(font: sans, size: 10.5pt, weight: "bold", t.title)) }
          listing(t.table)
        })
      }
      for words in chapter.after { par(text(size: 9pt, fill: quiet, words)) }
    }

    #pagebreak()
    #for chapter in data.first { plain(chapter) }
    #if data.winners != none {
      anchored(1, data.winners.title, "winners")
      data.winners.intro
      for (i, d) in data.winners.districts.enumerate() {
        anchored(2, d.title, "winners-" + str(i + 1))
        for words in d.remarks { note(alarm, words) }
        if d.table.rows.len() > 0 { listing(d.table) }
        if d.outside != none {
          block(text(font: sans, size: 8.5pt, { strong(text(fill: open, d.outside.title)); d.outside.text }))
        }
      }
    }
    #if data.quota != none {
      anchored(1, data.quota.title, "quota")
      together(data.quota.table, { par(data.quota.rule); listing(data.quota.table) })
      for words in data.quota.remarks { note(alarm, words) }
    }
    #for chapter in data.middle { plain(chapter) }

    // Heading and explanation stand before the first district's page, which its two drawings fill.
    #block(breakable: false, {
      anchored(1, data.districts.title, "districts")
      par(data.districts.intro)
    })
    #for (i, d) in data.districts.list.enumerate() {
      pagebreak(weak: true)
      anchored(2, d.name, "district-" + str(i + 1))
      for words in d.remarks { note(alarm, words) }
      for chart in d.charts { drawing(chart) }
    }

    #pagebreak(weak: true)
    #anchored(1, data.halves.title, "halves")
    #for pair in data.halves.pairs {
      grid(columns: (1fr, 1fr), column-gutter: 6mm, ..pair.map(c => drawing(c)))
    }
    #for chart in data.halves.heats { drawing(chart) }

    #for chapter in data.last { plain(chapter) }

    #anchored(1, data.quality.title, "quality")
    #if data.quality.table.rows.len() > 0 { listing(data.quality.table) }
    #data.quality.text
    #together(data.quality.usage, listing(data.quality.usage))

    #anchored(1, data.method.title, "method")
    #enum(..data.method.steps)
    #{
      set text(font: sans, size: 8.5pt)
      set par(justify: false)
      grid(
        columns: (30mm, 1fr), row-gutter: 6pt, column-gutter: 4mm,
        ..data.method.parameters.map(p => (text(fill: quiet, p.name), p.value)).flatten())
    }

    #anchored(1, data.checksums.title, "checksums")
    #data.checksums.text
    #{
      set text(font: sans, size: 8.5pt)
      for f in data.checksums.files {
        block(breakable: false, above: 7pt, below: 0pt, {
          f.name
          linebreak()
          text(font: mono, size: 7pt, fill: quiet, f.sha256)
        })
      }
    }

    """#
}
