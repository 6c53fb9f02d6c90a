# Makes typed C of the named queries in sql/query.
#
#   -- name: parameter:type ... -> column:type ...      one row at most: the function fills a struct, answers bool
#   -- name: parameter:type ... => column:type ...      many rows: name_rows() opens, name_next() steps
#   -- name: parameter:type ... => other                rows of the shape declared by an earlier query
#   -- name: parameter:type ... =>> column:type ...     many rows, of which name_all() keeps so many, their text copied
#   -- name: parameter:type ...                         none: the function runs it
#
# Types: s text, i number, b flag, or a word of rules/words.h.  The text, which names its parameters as `:name`, ends with
# a semicolon.  More than four are handed over as one struct sql_NAME.  Lines of two dashes inside a text are comments.
# Refused: a name twice, an unknown type, a parameter that is not declared, or not used; what is not portable.
# One header a room, sql_ROOM.h of ROOM.sql, and the code of all of them in one file.
# Use: awk -v want=h|c|psql -f gen.awk FILE...

function room_of(path) { sub(/^.*\//, "", path); sub(/\.sql$/, "", path); return path }
function die(why) { printf "%s:%d: %s: %s\n", FILENAME, FNR, name, why > "/dev/stderr"; failed = 1; exit 1 }
function ctype(t) {
    if (t == "s") return "const char *"
    if (t == "i") return "int64_t "
    if (t == "b") return "bool "
    if (t ~ /^[a-z]+_?[a-z_]*$/ && length(t) > 1) return "enum " t " "
    die("unknown type " t)
}
function is_word(t) { return length(t) > 1 }
function kinds(list, n,    i, out) {
    for (i = 1; i <= n; i++) out = out (is_word(list[i, "type"]) ? "w" : list[i, "type"])
    return out
}
function names(list, n,    i, out) { for (i = 1; i <= n; i++) out = out list[i, "name"] " "; return out }
function read_list(words, from, to, list,    i, n, pair) {
    n = 0
    for (i = from; i <= to; i++) {
        if (split(words[i], pair, ":") != 2) die("not name:type: " words[i])
        ctype(pair[2]); n++; list[n, "name"] = pair[1]; list[n, "type"] = pair[2]
    }
    return n
}
function head(line,    words, n, i, arrow) {
    sub(/^-- /, "", line); n = split(line, words, " ")
    name = words[1]; sub(/:$/, "", name)
    if (name in seen) die("named twice")
    seen[name] = 1; mode = ""; arrow = n + 1
    for (i = 2; i <= n; i++) if (words[i] ~ /^(->|=>|=>>)$/) { arrow = i; mode = words[i] }
    nin = read_list(words, 2, arrow - 1, in_); text = ""; row = name
    if (n == arrow + 1 && words[n] in shapes) {
        row = words[n]; n = split(shapes[row], words, " "); arrow = 0
    }
    nout = read_list(words, arrow + 1, n, out_)
    if (row == name) for (i = 1; i <= nout; i++) shapes[name] = shapes[name] " " out_[i, "name"] ":" out_[i, "type"]
}
# What follows the parenthesis that was opened before the rest.
function behind(rest,    i, depth, char) {
    depth = 1
    for (i = 1; depth && i <= length(rest); i++) {
        char = substr(rest, i, 1); depth += (char == "(") - (char == ")")
    }
    return substr(rest, i)
}
# Refuses a subquery that begins like that unless what follows it fits, or with `not` if it does.
function beside(plain, begins, follows, not, why,    rest) {
    for (rest = plain; match(rest, begins); ) {
        rest = substr(rest, RSTART + RLENGTH)
        if ((behind(rest) ~ follows) == not) die("not portable: " why)
    }
}
# Refuses what PostgreSQL does not take, or takes for something else.
function portable(    plain, i, word) {
    plain = text; gsub(/'[^']*'/, "''", plain)
    for (i = 1; i <= nout; i++) gsub("\"" out_[i, "name"] "\"", "x", plain)
    if (plain ~ /"/) die("not portable: a text in double quotes")
    if (match(toupper(plain), "(^|[^A-Z_])(" FOREIGN ")([^A-Z_]|$)")) {
        word = substr(toupper(plain), RSTART, RLENGTH); gsub(/^[^A-Z]|[^A-Z]$/, "", word)
        die("not portable: " word)
    }
    beside(plain, "(FROM|JOIN)[ \n]+[(]", "^[ \n]+(AS )?[a-z]", 0, "a subquery without a name")
    beside(plain, "EXISTS[ \n]+[(]", "^[ \n]*(=|<>)", 1, "EXISTS compared with a number")
    if (gsub(/ LIKE /, "&", plain) != gsub(/ ESCAPE /, "&", plain)) die("not portable: LIKE without ESCAPE")
    gsub(/AS user/, "AS x", plain)
    if (plain ~ /(^|[^a-z_0-9.:$])user([^a-z_0-9]|$)/) die("not portable: `user` without its table is who is connected")
}
# Numbers the parameters as the text uses them, which is how SQLite counts.
function number(    rest, out, used, at, i) {
    rest = text; nused = 0; split("", at)
    while (match(rest, /:[a-z_0-9]+/)) {
        used = substr(rest, RSTART + 1, RLENGTH - 1)
        for (i = 1; i <= nin && in_[i, "name"] != used; i++) continue
        if (i > nin) die("no parameter " used)
        if (!(i in at)) { at[i] = ++nused; order[nused] = i }
        out = out substr(rest, 1, RSTART - 1) "$" at[i]
        rest = substr(rest, RSTART + RLENGTH)
    }
    for (i = 1; i <= nin; i++) if (!(i in at)) die("parameter " in_[i, "name"] " is not used")
    text = out rest
}
function parameters(    i, out) {
    if (nin > MOST) return ", const struct sql_" name " *in"
    for (i = 1; i <= nin; i++) out = out ", " ctype(in_[i, "type"]) in_[i, "name"]
    return out
}
function argument(i,    value) {
    value = (nin > MOST ? "in->" : "") in_[i, "name"]
    if (is_word(in_[i, "type"])) return in_[i, "type"] "_name(" value ")"
    return (in_[i, "type"] == "b" ? "(int)" : "") value
}
function arguments(    i, out) {
    for (i = 1; i <= nused; i++) out = out ", " argument(order[i])
    return out
}
# A word is bound by its name.
function bound(    i, t, out) {
    for (i = 1; i <= nused; i++) { t = in_[order[i], "type"]; out = out (is_word(t) ? "s" : t) }
    return out
}
function members(list, n,    i, out) {
    for (i = 1; i <= n; i++) out = out "    " ctype(list[i, "type"]) list[i, "name"] ";\n"
    return out
}
function words(    i, out) {
    for (i = 1; i <= nout; i++) if (is_word(out_[i, "type"])) out = out out_[i, "type"] "_words, "
    return out
}
function emit_h() {
    if (mode != "" && row == name) printf "struct %s {\n%s};\n", name, members(out_, nout)
    if (nin > MOST) printf "struct sql_%s {\n%s};\n", name, members(in_, nin)
    if (mode == "->") printf "bool sql_%s(struct db *db, struct %s *row%s);\n\n", name, row, parameters()
    else if (mode != "") {
        printf "struct rows sql_%s(struct db *db%s);\n", name, parameters()
        printf "bool %s_next(struct rows *rows, struct %s *row);\n", name, row
        if (mode == "=>>") printf "size_t %s_all(struct rows rows, size_t most, struct %s **kept);\n", name, row
        printf "\n"
    } else printf "void sql_%s(struct db *db%s);\n\n", name, parameters()
}
function emit_c(    i, quoted) {
    if (mode != "" && row == name) {
        printf "static const size_t %s_at[] = { ", name
        for (i = 1; i <= nout; i++) printf "offsetof(struct %s, %s), ", name, out_[i, "name"]
        printf "};\n"
    }
    if (mode == "->") {
        printf "bool sql_%s(struct db *db, struct %s *row%s)\n{\n", name, row, parameters()
        printf "    struct rows rows = db_run(db, %d, false%s);\n", count, arguments()
        printf "    bool found;\n\n    memset(row, 0, sizeof *row);\n"
        printf "    found = db_next(&rows, row, %s_at);\n    db_end(&rows);\n    return found;\n}\n\n", row
    } else if (mode != "") {
        printf "struct rows sql_%s(struct db *db%s)\n{\n    return db_run(db, %d, true%s);\n}\n\n", name, parameters(), count, arguments()
        printf "bool %s_next(struct rows *rows, struct %s *row)\n{\n    return db_next(rows, row, %s_at);\n}\n\n", name, row, row
        if (mode == "=>>") {
            printf "size_t %s_all(struct rows rows, size_t most, struct %s **kept)\n{\n", name, row
            printf "    void *all;\n    size_t count = db_keep(rows, most, sizeof **kept, %s_at, &all);\n\n", row
            printf "    *kept = all;\n    return count;\n}\n\n"
        }
    } else {
        printf "void sql_%s(struct db *db%s)\n{\n    struct rows rows = db_run(db, %d, true%s);\n\n", name, parameters(), count, arguments()
        printf "    while (db_next(&rows, NULL, NULL))\n        continue;\n}\n\n"
    }
    quoted = text; gsub(/"/, "\\\"", quoted); gsub(/\n/, "\\n\"\n      \"", quoted)
    table = table sprintf("    { \"%s\",\n      \"%s\",\n      \"%s\", \"%s\", \"%s\",\n      %s },\n", name, quoted, bound(),
                          kinds(out_, nout), names(out_, nout),
                          words() == "" ? "NULL" : "(const char *const *const[]){ " words() "}")
}
# A script for psql: of each query its name, the columns that it declares, and those that PostgreSQL finds, or why none.
function emit_psql(    i, types, nulls, columns) {
    for (i = 1; i <= nused; i++) {
        types = types (i > 1 ? ", " : "") (in_[order[i], "type"] ~ /^[ib]$/ ? "bigint" : "text")
        nulls = nulls (i > 1 ? ", " : "") "NULL"
    }
    if (nused) { types = " (" types ")"; nulls = " (" nulls ")" }
    for (i = 1; i <= nout; i++) columns = columns " " out_[i, "name"] "|" (is_word(out_[i, "type"]) ? "s" : out_[i, "type"])
    printf "\\echo '= %s%s'\n", name, columns
    if (text ~ /^CREATE /) printf "%s;\n", text
    else printf "PREPARE %s%s AS\n%s;\nEXECUTE %s%s \\gdesc\n", name, types, text, name, nulls
}
BEGIN {
    MOST = 4 # parameters that are told apart by their places
    FOREIGN = "WITHOUT ROWID|PRAGMA|PRAGMA_[A-Z_]+|INSERT OR|REPLACE INTO|GLOB|ROWID|IFNULL|IIF|INSTR|GROUP_CONCAT|PRINTF|UNIXEPOCH|STRFTIME"
    if (want == "psql") print "\\set QUIET on\n\\pset format unaligned\n\\pset tuples_only on"
    else print "/* Made by sql/gen.awk. */"
    if (want == "h") {
        guard = "SQL_" toupper(room_of(ARGV[1])) "_H"
        print "#ifndef " guard "\n#define " guard "\n\n#include \"db.h\"\n#include \"words.h\"\n"
    } else if (want == "c") {
        for (i = 1; i < ARGC; i++) if (ARGV[i] !~ /=/) print "#include \"sql_" room_of(ARGV[i]) ".h\""
        print "\n#include <stddef.h>\n#include <string.h>\n"
    }
}
/\\/ { die("a backslash: awks differ about them; escape with another character") }
/^-- [a-z_0-9]+:/ { if (name != "") die("a query begins before the last one ended"); head($0); next }
/^[ \t]*--/ || /^[ \t]*$/ { next }
{
    if (name == "") { name = "(none)"; die("text without a name") }
    text = text (text == "" ? "" : "\n") $0
    if ($0 ~ /;[ \t]*$/) {
        sub(/;[ \t]*$/, "", text); portable(); number()
        if (want == "h") emit_h(); else if (want == "psql") emit_psql(); else emit_c()
        count++; name = ""
    }
}
END {
    if (failed) exit 1
    if (name != "") die("no semicolon at the end")
    if (want == "h") print "#endif"
    else if (want == "c") printf "const struct db_query db_queries[] = {\n%s    { 0 }\n};\n\nconst int db_query_count = %d;\n", table, count
}
