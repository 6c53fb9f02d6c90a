// Files for spreadsheets, as whoever opens one finds them.
/** Rows of cells of a comma- or semicolon-separated file. */
export function cells(text, delimiter) {
  const rows = [[]]
  let cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]
    if (quoted && letter === '"' && text[i + 1] === '"') { cell += '"'; i++ }
    else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === delimiter) { rows.at(-1).push(cell); cell = '' }
    else if (!quoted && text.startsWith('\r\n', i)) { rows.at(-1).push(cell); cell = ''; rows.push([]); i++ }
    else cell += letter
  }
  return rows.slice(0, -1)
}
