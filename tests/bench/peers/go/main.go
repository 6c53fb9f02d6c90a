// The list of contacts as a careful team would write it in Go: net/http, prepared statements, one pool.
package main

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt"
	_ "github.com/mattn/go-sqlite3"
)

type entity struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// For what a queued line of an open operation waits.
var start, agreement = "start", "agreement"

type contact struct {
	ID                string   `json:"id"`
	User              string   `json:"user"`
	Email             string   `json:"email"`
	FirstName         *string  `json:"first_name"`
	LastName          *string  `json:"last_name"`
	Entity            entity   `json:"entity"`
	Side              string   `json:"side"`
	Status            string   `json:"status"`
	WaitsFor          *string  `json:"waits_for"`
	Since             *string  `json:"since"`
	From              *string  `json:"from"`
	Until             *string  `json:"until"`
	AddedBy           *string  `json:"added_by"`
	AddedByID         *string  `json:"added_by_id"`
	RevokedAt         *string  `json:"revoked_at"`
	RevokedBy         *string  `json:"revoked_by"`
	Declined          bool     `json:"declined"`
	Reason            *string  `json:"reason"`
	InvitationExpires *string  `json:"invitation_expires"`
	MailFailedAt      *string  `json:"mail_failed_at"`
	Dormant           bool     `json:"dormant"`
	Outside           bool     `json:"outside"`
	May               []string `json:"may"`
}

type list struct {
	Items []contact `json:"items"`
	Next  *string   `json:"next"`
}

var (
	db                  *sql.DB
	actor, facts, lines *sql.Stmt
	keys                = map[string][]byte{}
	issuer              = os.Getenv("ISSUER")
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func problem(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"status": status, "code": code})
}

func claims(r *http.Request) (user, session string, err error) {
	cookie, err := r.Cookie("guichet")
	if err != nil {
		return
	}
	found := jwt.MapClaims{}
	parser := jwt.Parser{ValidMethods: []string{"HS256"}}
	_, err = parser.ParseWithClaims(cookie.Value, found, func(token *jwt.Token) (any, error) {
		kid, _ := token.Header["kid"].(string)
		if key, ok := keys[kid]; ok {
			return key, nil
		}
		return nil, errors.New("no such key")
	})
	if err == nil && !found.VerifyIssuer(issuer, true) {
		err = errors.New("another issuer")
	}
	user, _ = found["sub"].(string)
	session, _ = found["sid"].(string)
	return
}

func timeOf(ms sql.NullInt64) *string {
	if !ms.Valid || ms.Int64 == 0 {
		return nil
	}
	text := time.UnixMilli(ms.Int64).UTC().Format("2006-01-02T15:04:05.000Z")
	return &text
}

func contacts(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	limit, err := 50, error(nil)
	if text := r.URL.Query().Get("limit"); text != "" {
		limit, err = strconv.Atoi(text)
	}
	if len(parts) != 5 || parts[4] != "contacts" || err != nil || limit < 1 || limit > 100 {
		problem(w, 400, "bad_request")
		return
	}
	user, session, err := claims(r)
	if err != nil {
		problem(w, 401, "no_session")
		return
	}
	now := time.Now().UnixMilli()
	tx, err := db.BeginTx(r.Context(), nil)
	if err != nil {
		problem(w, 503, "unavailable")
		return
	}
	defer tx.Rollback()
	var environment, side sql.NullString
	var skip any
	err = tx.Stmt(actor).QueryRow(now, session, user).Scan(&user, &session, &environment, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip)
	if err != nil {
		problem(w, 401, "no_session")
		return
	}
	var operation string
	err = tx.Stmt(facts).QueryRow(user, environment.String, now, parts[3]).Scan(&operation, &skip, &skip, &skip, &side)
	if err != nil || !side.Valid {
		problem(w, 404, "not_found")
		return
	}
	of := environment.String
	if side.String == "manager" {
		of = ""
	}
	rows, err := tx.Stmt(lines).Query(nil, operation, now-30*86400000, now, of, "", "", "", limit+1)
	if err != nil {
		problem(w, 503, "unavailable")
		return
	}
	defer rows.Close()
	answer := list{Items: make([]contact, 0, limit)}
	var sortName, lastName, lastID string
	for rows.Next() {
		var c contact
		var mailbox, since, begins, until, revoked, invited, failed sql.NullInt64
		err = rows.Scan(&c.ID, &sortName, &c.Entity.ID, &c.Entity.Name, &c.Side, &c.User, &c.Email, &c.FirstName,
			&c.LastName, &skip, &skip, &mailbox, &c.Status, &since, &begins, &until, &skip, &skip, &skip, &c.AddedBy,
			&c.AddedByID, &revoked, &c.RevokedBy, &c.Reason, &c.Declined, &invited, &failed, &c.Outside, &skip)
		if err != nil {
			return // the client is gone
		}
		if len(answer.Items) == limit {
			next := hex.EncodeToString([]byte(lastName + "\n" + lastID))
			answer.Next = &next
			break
		}
		c.Since, c.From, c.Until, c.RevokedAt = timeOf(since), timeOf(begins), timeOf(until), timeOf(revoked)
		c.InvitationExpires, c.MailFailedAt = timeOf(invited), timeOf(failed)
		c.Dormant = c.Status == "active" && mailbox.Int64+30*86400000 < now
		switch {
		case c.User == user:
			c.May = []string{"leave", "hand_over"}
		case c.Status == "invited":
			c.May = []string{"revoke", "resend", "extend"}
		default:
			c.May = []string{"revoke", "extend"}
		}
		if c.Status == "active" && begins.Int64 > now {
			c.Status, c.WaitsFor = "queued", &start
		} else if c.Status == "queued" {
			c.WaitsFor = &agreement
		}
		answer.Items = append(answer.Items, c)
		lastName, lastID = sortName, c.ID
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(answer)
}

func prepare(queries map[string]string, name string) *sql.Stmt {
	statement, err := db.Prepare(strings.ReplaceAll(queries[name], "$", "?"))
	must(err)
	return statement
}

func main() {
	text, err := os.ReadFile(os.Getenv("KEYS"))
	must(err)
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		kid, key, _ := strings.Cut(line, " ")
		keys[kid], err = hex.DecodeString(key)
		must(err)
	}
	queries := map[string]string{}
	text, err = os.ReadFile(os.Getenv("QUERIES"))
	must(err)
	must(json.Unmarshal(text, &queries))
	db, err = sql.Open("sqlite3", "file:"+os.Getenv("DATABASE")+"?mode=ro&_mutex=no&_query_only=1")
	must(err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	actor, facts, lines = prepare(queries, "session_actor"), prepare(queries, "operation_facts"), prepare(queries, "contact_current")
	listener, err := net.Listen("unix", os.Getenv("SOCKET"))
	must(err)
	must(http.Serve(listener, http.HandlerFunc(contacts)))
}
