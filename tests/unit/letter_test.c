/* What a mail says, and that its two forms say the same. */
#include "check.h"
#include "letter.h"
#include "letter_wording.h"
#include "letters.h"
#include "postage.h"
#include "text.h"

#include <stdlib.h>

#define SECRET "AbCdEfGhIjKlMnOpQrStUvWxYz01-_89"
#define HOME   "https://desk.example/"

/* What is always told of a move to another address. */
#define MOVE_FACTS "\"name\":\"Zoë Brandt\",\"from\":\"a@old.example\",\"to\":\"b@new.example\""

/* Every letter, with what is always told of it. */
static const struct {
    enum mail_kind kind;
    const char *facts;
} kinds[] = {
    { MAIL_ACTIVATION, "" },
    { MAIL_INVITATION, "" },
    { MAIL_CODE, "" },
    { MAIL_REVOKED, "" },
    { MAIL_RESTORED, "" },
    { MAIL_HABILITATION_REQUEST, "" },
    { MAIL_LEADER, "" },
    { MAIL_HABILITATION_ACTIVATION, "" },
    { MAIL_HABILITATION, "" },
    { MAIL_HABILITATION_ENDED, "" },
    { MAIL_ACCESS_REQUEST, "" },
    { MAIL_INVITATION_REFUSED, "" },
    { MAIL_UNDELIVERED, "" },
    { MAIL_UNDELIVERED, "\"cause\":\"address\"" },
    { MAIL_UNDELIVERED, "\"cause\":\"server\"" },
    { MAIL_REQUEST_DECIDED, "\"decision\":\"approved\"" },
    { MAIL_REQUEST_DECIDED, "\"decision\":\"active\"" },
    { MAIL_REQUEST_DECIDED, "\"decision\":\"invited\"" },
    { MAIL_REQUEST_DECIDED, "\"decision\":\"queued\"" },
    { MAIL_REQUEST_DECIDED, "\"decision\":\"refused\"" },
    { MAIL_ASKING, "" },
    { MAIL_STRANGER_REQUEST, "" },
    { MAIL_STRANGER_HABILITATION, "" },
    { MAIL_LEAVE_REQUEST, "" },
    { MAIL_LEAVE_DECIDED, "\"decision\":\"approved\"" },
    { MAIL_LEAVE_DECIDED, "\"decision\":\"refused\"" },
    { MAIL_RESET, "" },
    { MAIL_PASSWORD_CHANGED, "" },
    { MAIL_NEW_BROWSER, "" },
    { MAIL_TOTP_CHANGED, "\"change\":\"on\"" },
    { MAIL_TOTP_CHANGED, "\"change\":\"off\"" },
    { MAIL_ADDRESS_CODE, MOVE_FACTS },
    { MAIL_ADDRESS_NOTICE, MOVE_FACTS ",\"step\":\"asked\"" },
    { MAIL_ADDRESS_NOTICE, MOVE_FACTS ",\"step\":\"done\"" },
    { MAIL_ADDRESS_NOTICE, MOVE_FACTS ",\"step\":\"lost\"" },
    { MAIL_ADDRESS_NOTICE, MOVE_FACTS ",\"step\":\"vouched\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"taken\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"done\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"lost\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"vouched\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"refused\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"cancelled\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"expired\"" },
    { MAIL_ADDRESS_NEWS, MOVE_FACTS ",\"step\":\"back\"" },
    { MAIL_ADDRESS_PROOF, MOVE_FACTS },
    { MAIL_ADDRESS_CHANGED, MOVE_FACTS },
    { MAIL_ADDRESS_REQUEST, MOVE_FACTS },
    { MAIL_VOUCH_REQUEST, MOVE_FACTS },
    { MAIL_VOUCH_NOTICE, MOVE_FACTS },
    { MAIL_ADDRESS_VOUCHED, MOVE_FACTS },
    { MAIL_GATHERED, "" },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

#define ALL_FACTS                                                                                                      \
    "\"sponsor\":\"Agnès Martin\",\"actor\":\"Léo Bernard\",\"decider\":\"Claire Dubois\","                          \
    "\"person\":\"max@aurore.example\",\"entity\":\"Verrerie de l’Ouest\",\"operation\":\"Parc éolien\","           \
    "\"reference\":\"AUR-2026-014\",\"operation_id\":\"01jd0op\",\"until\":\"2027-03-01T23:59:59.000Z\","              \
    "\"at\":\"2026-11-01T09:05:30.000Z\",\"agent\":\"Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/145.0\","             \
    "\"source\":\"192.0.2.7\",\"message\":\"À vous.\\n \\r\\n\\nBien à vous\",\"reason\":\"Départ\""

static struct arena *arena;

static struct letter write_letter(enum mail_kind kind, enum language language, const char *facts)
{
    struct occasion occasion = {
        .kind = kind, .language = language, .facts = facts, .secret = SECRET, .code = "048213", .home = HOME
    };
    struct letter letter = { "", "", "" };
    const char *why = letter_write(arena, &occasion, &letter);

    CHECK_TEXT(why, NULL);
    return letter;
}

/* With what is always told, and these facts. */
static struct letter write_kind(size_t kind, enum language language, const char *facts)
{
    const char *comma = *kinds[kind].facts && *facts ? "," : "";

    return write_letter(kinds[kind].kind, language, arena_format(arena, "{%s%s%s}", kinds[kind].facts, comma, facts));
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* The words alone: runs of white space are one space, marks of quotation at the start of a line are left out. */
static const char *words_of_text(const char *text)
{
    struct text words = text_new(arena, 1 << 20);
    bool line_start = true;

    for (; *text; text++) {
        if (line_start && *text == '>')
            continue;
        else if (strchr(" \r\n", *text))
            text_add(&words, words.length && words.bytes[words.length - 1] != ' ' ? " " : "");
        else
            text_add_char(&words, *text);
        line_start = *text == '\n';
    }
    return text_string(&words);
}

/* The same of HTML: what stands between the tags of the body, character references read. */
static const char *words_of_html(const char *html)
{
    static const char *const references[][2] = {
        { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }
    };
    struct text words = text_new(arena, 1 << 20);

    for (html = strstr(html, "<body"); html && *html; html++) {
        if (*html == '<') {
            html = strchr(html, '>');
            text_add_char(&words, ' ');
        } else if (*html == '&') {
            for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
                if (!strncmp(html, references[i][0], strlen(references[i][0])))
                    text_add(&words, references[i][1]);
            html = strchr(html, ';');
        } else {
            text_add_char(&words, *html);
        }
    }
    return words_of_text(text_string(&words));
}

static void check_alike(const struct letter *letter)
{
    const char *text = words_of_text(letter->text), *html = words_of_html(letter->html);

    /* The address of a button is there twice in HTML: as the button's and as words; both are one in the text. */
    CHECK_TEXT(html + (*html == ' '), text);
}

/* Sentences are whole: nothing of the table's notation is left, and no trace of a fact that is not there. */
static void check_whole(const char *words)
{
    static const char *const traces[] = {
        "{", "}", "[", "]", "|", "  ", " .", " ,", ",,", "..", "()", "« »", "«\u00a0\u00a0»", "“”", "null", "undefined"
    };

    for (size_t i = 0; i < sizeof(traces) / sizeof(traces[0]); i++)
        if (has(words, traces[i]))
            check_text(__FILE__, __LINE__, traces[i], words, "");
    CHECK(*words != '\0' && *words != ' ');
}

static void every_letter_is_whole(void)
{
    static const char *const facts[] = {
        ALL_FACTS,
        "",
        "\"operation\":\"Parc éolien\"",
        "\"reference\":\"R1\"",
        "\"source\":\"192.0.2.7\"",
        "\"sponsor\":null,\"until\":\"soon\",\"entity\":\"\",\"operation\":7,\"at\":\"now\",\"agent\":\"é\""
    };

    for (size_t kind = 0; kind < KIND_COUNT; kind++)
        for (enum language language = FRENCH; language <= ENGLISH; language++)
            for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
                struct letter letter = write_kind(kind, language, facts[i]);

                check_whole(letter.subject);
                check_whole(words_of_text(letter.text));
                check_alike(&letter);
                CHECK(has(letter.html, language == FRENCH ? "<html lang=\"fr\">" : "<html lang=\"en\">"));
                CHECK(!has(letter.html, "<img") && !has(letter.html, "<script") && !has(letter.html, "src="));
            }
}

static void facts_are_told(void)
{
    static const struct {
        enum mail_kind kind;
        const char *facts;
    } told[] = {
        { MAIL_ACTIVATION,
          "Agnès Martin|Verrerie de l’Ouest|Parc éolien|AUR-2026-014|> À vous.\r\n>\r\n> Bien à vous\r\n" },
        { MAIL_INVITATION, "Agnès Martin|Verrerie de l’Ouest|Parc éolien|AUR-2026-014|> À vous." },
        { MAIL_REVOKED, "Léo Bernard|Verrerie de l’Ouest|Parc éolien|AUR-2026-014|> Départ\r\n" },
        { MAIL_RESTORED, "Léo Bernard|Verrerie de l’Ouest|Parc éolien|AUR-2026-014" },
        { MAIL_HABILITATION_REQUEST, "Agnès Martin|max@aurore.example|Verrerie de l’Ouest|Parc éolien|> À vous." },
        { MAIL_LEADER, "Verrerie de l’Ouest" },
        { MAIL_HABILITATION_ACTIVATION, "Agnès Martin|Verrerie de l’Ouest" },
        { MAIL_HABILITATION, "Agnès Martin|Verrerie de l’Ouest" },
        { MAIL_HABILITATION_ENDED, "Léo Bernard|Verrerie de l’Ouest|> Départ\r\n" },
        { MAIL_ACCESS_REQUEST, "max@aurore.example|Verrerie de l’Ouest|Parc éolien|AUR-2026-014|> À vous." },
        { MAIL_INVITATION_REFUSED, "max@aurore.example|Verrerie de l’Ouest|Parc éolien|AUR-2026-014" },
        { MAIL_UNDELIVERED, "max@aurore.example|Verrerie de l’Ouest|Parc éolien|AUR-2026-014" },
        { MAIL_LEAVE_REQUEST, "max@aurore.example|Verrerie de l’Ouest|Parc éolien|AUR-2026-014|> À vous." },
        { MAIL_PASSWORD_CHANGED, "Firefox|Windows|192.0.2.7|2026" },
        { MAIL_NEW_BROWSER, "Firefox|Windows|192.0.2.7|2026" },
    };

    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
        for (enum language language = FRENCH; language <= ENGLISH; language++) {
            struct letter letter = write_letter(told[i].kind, language, "{" ALL_FACTS "}");
            char *facts = arena_string(arena, told[i].facts), *rest = NULL;

            for (char *fact = strtok_r(facts, "|", &rest); fact; fact = strtok_r(NULL, "|", &rest))
                CHECK(has(letter.text, fact));
        }
}

static void dates_are_words(void)
{
    struct letter french = write_letter(MAIL_ACTIVATION, FRENCH, "{" ALL_FACTS "}");
    struct letter english = write_letter(MAIL_ACTIVATION, ENGLISH, "{" ALL_FACTS "}");
    struct letter late = write_letter(MAIL_RESTORED, ENGLISH, "{\"until\":\"2026-12-31T23:30:00.000-02:00\"}");

    CHECK(has(french.text, "jusqu’au 1er mars 2027."));
    CHECK(has(english.text, "until 1 March 2027."));
    CHECK(has(late.text, "until 1 January 2027.")); /* the day in UTC */
}

static struct letter write_in_zone(enum mail_kind kind, enum language language, const char *zone, const char *facts)
{
    struct occasion occasion = { .kind = kind,
                                 .language = language,
                                 .facts = facts,
                                 .secret = SECRET,
                                 .code = "048213",
                                 .home = HOME,
                                 .zone = zone };
    struct letter letter = { "", "", "" };

    CHECK_TEXT(letter_write(arena, &occasion, &letter), NULL);
    return letter;
}

#define YEARS_END "{\"until\":\"2027-01-01T04:59:59.999Z\",\"zone\":\"America/Toronto\"}"
#define MARCH     "{\"begins\":\"2027-02-28T23:00:00.000Z\",\"starts\":\"2027-02-28T23:00:00.000Z\"}"

static void days_are_of_somebody(void)
{
    struct letter given = write_in_zone(MAIL_ACTIVATION, FRENCH, NULL, YEARS_END);
    struct letter read = write_in_zone(MAIL_INVITATION, ENGLISH, "Europe/Paris", YEARS_END);
    struct letter universal = write_in_zone(MAIL_ACTIVATION, FRENCH, NULL, "{\"until\":\"2027-01-01T04:59:59.999Z\"}");
    struct letter begins = write_in_zone(MAIL_INVITATION, FRENCH, "Europe/Paris", MARCH);
    struct letter starts = write_in_zone(MAIL_HANDOVER, FRENCH, "Europe/Paris", MARCH);
    struct letter unknown = write_in_zone(MAIL_HANDOVER, FRENCH, NULL, MARCH);
    struct letter moment = write_in_zone(MAIL_PASSWORD_CHANGED, ENGLISH, "America/New_York", "{" ALL_FACTS "}");

    CHECK(has(given.text, "jusqu’au 31 décembre 2026 à minuit (fin de la journée, heure de Toronto)."));
    CHECK(has(read.html, "until 31 December 2026 at midnight (end of the day, Toronto time)."));
    CHECK(!has(given.text, "UTC") && !has(read.text, "UTC") && !has(given.text, "janvier"));
    CHECK(has(universal.text, "1er janvier 2027.") && has(universal.text, "un jour du temps universel (UTC)."));
    CHECK(has(begins.text, "le 1er mars 2027 à 0\u00a0h\u00a000 (heure de Paris)."));
    CHECK(has(starts.text, "compter du 1er mars 2027 à 0\u00a0h\u00a000 (heure de Paris)."));
    CHECK(has(unknown.text, "compter du 1er mars 2027."));
    CHECK(has(moment.text, "on 1 November 2026 at 4:05 (New York time)"));
}

static void moments_are_words(void)
{
    struct letter french = write_letter(MAIL_PASSWORD_CHANGED, FRENCH, "{" ALL_FACTS "}");
    struct letter english = write_letter(MAIL_NEW_BROWSER, ENGLISH, "{" ALL_FACTS "}");

    CHECK(has(french.text, "changé le 1er novembre 2026 à 10\u00a0h\u00a005 (heure de Paris) depuis Firefox sous "
                           "Windows (adresse 192.0.2.7)."));
    CHECK(has(english.text, "on 1 November 2026 at 10:05 (Paris time) with a browser that we did not know: Firefox "
                            "on Windows (address 192.0.2.7)."));
}

#define LINES                                                                                                          \
    "{\"event\":\"joined\",\"person\":\"Chloé <b>\",\"entity\":\"Littoral\",\"actor\":\"Paul Petit\"},"               \
    "{\"event\":\"expiring\",\"person\":\"Luc\",\"entity\":null,\"until\":\"2027-03-01T09:00:00.000Z\"}"

#define NEWS                                                                                                           \
    "{\"form\":\"daily\",\"count\":\"9\",\"operation\":\"Four "                                                        \
    "3\",\"sections\":[{\"event\":\"operation\",\"operation\":"                                                        \
    "\"Four 3\",\"reference\":\"R-1\",\"operation_id\":\"01op\",\"entity_id\":\"01en\",\"lines\":[" LINES              \
    "],\"more\":"                                                                                                      \
    "\"7\"},{\"event\":\"requests\",\"lines\":[{\"event\":\"request_contact\",\"person\":\"a@b.example\","             \
    "\"operation\":"                                                                                                   \
    "\"Four 3\"},{\"event\":\"request_of_tomorrow\",\"person\":\"c@d.example\"}]}]}"

/* A heading that leads there, a sentence a line, what is not detailed, and where to turn it off. */
static void news_are_listed(void)
{
    struct letter english = write_letter(MAIL_NOTICES, ENGLISH, NEWS),
                  french = write_letter(MAIL_NOTICES, FRENCH, NEWS);

    CHECK_TEXT(english.subject, "Your Guichet summary: Four 3");
    CHECK(has(english.text, "\r\nFour 3 (R-1)\r\n- Chloé <b> (Littoral) now has access, given by Paul Petit.\r\n"
                            "- The access of Luc ends on 1 March 2027.\r\n- Not detailed here: 7 more.\r\n" HOME
                            "#/operations/01op?for=01en\r\n"));
    CHECK(has(english.text, "- a@b.example requests access to Four 3.\r\n- A request is about c@d.example.\r\n" HOME
                            "#/requests\r\n"));
    CHECK(has(english.text, HOME "#/account/notifications\r\n"));
    CHECK(has(english.html, "Chloé &lt;b&gt; (Littoral)") && has(english.html, "<a href=\"" HOME "#/requests\""));
    CHECK_TEXT(french.subject, "Votre résumé Guichet\u00a0: Four 3");
    CHECK(has(french.text, "- Chloé <b> (Littoral) a désormais accès, accordé par Paul Petit.\r\n"));
    CHECK(
        has(french.text, "- L’accès de Luc prend fin le 1er mars 2027.\r\n- Non détaillés ici\u00a0: 7 de plus.\r\n"));
}

/* Who is asked to decide gets to where it is decided. */
static void requests_lead_to_their_page(void)
{
    static const enum mail_kind asking[] = { MAIL_HABILITATION_REQUEST, MAIL_ACCESS_REQUEST, MAIL_LEAVE_REQUEST,
                                             MAIL_ADDRESS_REQUEST,      MAIL_VOUCH_REQUEST,  MAIL_VOUCH_NOTICE,
                                             MAIL_ADDRESS_VOUCHED };

    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        struct letter letter = write_letter(asking[i], ENGLISH, "{}");

        CHECK(has(letter.text, HOME "#/requests\r\n") && has(letter.html, "<a href=\"" HOME "#/requests\""));
    }
}

/* One kind of mail, one fact, two letters. */
static void decisions_are_told_apart(void)
{
    struct letter yes = write_letter(MAIL_REQUEST_DECIDED, ENGLISH, "{\"decision\":\"approved\"," ALL_FACTS "}");
    struct letter no = write_letter(MAIL_REQUEST_DECIDED, FRENCH, "{\"decision\":\"refused\"," ALL_FACTS "}");
    struct letter on = write_letter(MAIL_TOTP_CHANGED, ENGLISH, "{\"change\":\"on\"}");
    struct letter off = write_letter(MAIL_TOTP_CHANGED, ENGLISH, "{\"change\":\"off\"}");

    CHECK(has(yes.text, "Claire Dubois has approved your request for max@aurore.example, about the operation “Parc "
                        "éolien” (reference AUR-2026-014), on behalf of Verrerie de l’Ouest."));
    CHECK(has(no.text, "Claire Dubois a refusé votre demande pour max@aurore.example"));
    CHECK(has(no.text, "> Départ\r\n"));
    CHECK(has(on.text, "was linked to your account") && has(off.text, "was removed from your account"));
}

/* What is missing does not turn a refusal into a yes. */
static void no_decision_is_no_letter(void)
{
    struct occasion occasion = { .kind = MAIL_REQUEST_DECIDED, .language = ENGLISH, .facts = "{}", .home = HOME };
    struct letter letter;

    CHECK_TEXT(letter_write(arena, &occasion, &letter), "no such kind of mail");
    occasion.facts = "{\"decision\":\"maybe\"}";
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "no such kind of mail");
}

/* Of whom nobody knows which language is his: one letter says it in both, his sponsor's first. */
static void both_languages_in_one_letter(void)
{
    struct occasion occasion = { .kind = MAIL_ACTIVATION,
                                 .language = ENGLISH,
                                 .facts = "{" ALL_FACTS "}",
                                 .secret = SECRET,
                                 .home = HOME,
                                 .bilingual = true };
    struct letter letter;

    CHECK(!letter_write(arena, &occasion, &letter));
    CHECK(has(letter.subject, " / ") && has(letter.subject, "invite"));
    CHECK(has(letter.text, "Ce message figure en français ci-dessous.\r\n\r\nHello,"));
    CHECK(strstr(letter.text, "Hello,") < strstr(letter.text, "Bonjour,"));
    CHECK(has(letter.html, "<html lang=\"en\">") && has(letter.html, "<div lang=\"en\"") &&
          has(letter.html, "<div lang=\"fr\""));
    CHECK(strstr(strstr(letter.text, "#/join/" SECRET) + 1, "#/join/" SECRET) != NULL);
}

/* Who is told that something happened hears what to do if it was not he. */
static void strangers_are_shut_out(void)
{
    static const enum mail_kind names[] = { MAIL_PASSWORD_CHANGED, MAIL_NEW_BROWSER, MAIL_TOTP_CHANGED };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct letter french = write_letter(names[i], FRENCH, "{\"change\":\"off\"}");
        struct letter english = write_letter(names[i], ENGLISH, "{\"change\":\"off\"}");

        CHECK(has(french.text, "«\u00a0Mot de passe oublié\u00a0»") && has(french.text, "gestionnaire d’équipe"));
        CHECK(has(english.text, "“Forgotten password”") && has(english.text, "team leader"));
    }
}

static void links_and_codes_stand_alone(void)
{
    struct letter activation = write_letter(MAIL_ACTIVATION, FRENCH, "{" ALL_FACTS "}");
    struct letter leader = write_letter(MAIL_LEADER, ENGLISH, "{" ALL_FACTS "}");
    struct letter reset = write_letter(MAIL_RESET, FRENCH, "{}");
    struct letter code = write_letter(MAIL_CODE, ENGLISH, "{}");
    struct letter invitation = write_letter(MAIL_INVITATION, ENGLISH, "{" ALL_FACTS "}");
    struct letter named =
        write_letter(MAIL_INVITATION, ENGLISH, "{\"operation_id\":\"01jd0op\",\"entity_id\":\"01jd0en\"}");
    struct letter bent = write_letter(MAIL_INVITATION, ENGLISH, "{\"operation_id\":\"x/../../evil\"}");

    CHECK(has(activation.text, "\r\n" HOME "#/join/" SECRET "\r\n"));
    CHECK(has(activation.html, "href=\"" HOME "#/join/" SECRET "\""));
    CHECK(has(leader.text, "\r\n" HOME "#/join/" SECRET "\r\n"));
    CHECK(has(reset.text, "\r\n" HOME "#/reset/" SECRET "\r\n"));
    CHECK(has(reset.html, "href=\"" HOME "#/reset/" SECRET "\""));
    CHECK(has(code.text, "\r\n048213\r\n"));
    CHECK(!has(code.subject, "048213")); /* a locked telephone shows subjects */
    CHECK(!has(code.text, SECRET));
    CHECK(has(invitation.text, "\r\n" HOME "#/operations/01jd0op\r\n"));
    CHECK(has(named.text, "\r\n" HOME "#/operations/01jd0op?for=01jd0en\r\n"));
    CHECK(has(bent.text, "\r\n" HOME "\r\n") && !has(bent.text, "evil"));
}

static void french_is_typeset(void)
{
    struct letter letter = write_letter(MAIL_ACTIVATION, FRENCH, "{" ALL_FACTS "}");

    CHECK(has(letter.text, "«\u00a0Parc éolien\u00a0»"));
    CHECK(has(letter.text, "ci-dessous\u00a0:"));
    CHECK(!has(letter.text, "'"));
}

/* A name is data: it neither opens a tag, nor a placeholder, nor a line. */
static void names_are_harmless(void)
{
    struct letter letter = write_letter(MAIL_INVITATION, ENGLISH,
                                        "{\"sponsor\":\"<script>alert(1)</script> \\\"O'Neil\\\" {entity} [x|y]\","
                                        "\"entity\":\"A & B\\r\\nBcc: all@example.org\",\"operation\":\"a\\u202eb\"}");

    CHECK(!has(letter.html, "<script"));
    CHECK(has(letter.html, "&lt;script&gt;alert(1)&lt;/script&gt; &quot;O&#39;Neil&quot; {entity} [x|y]"));
    CHECK(has(letter.html, "A &amp; B Bcc: all@example.org"));
    CHECK(!has(letter.text, "\nBcc:"));
    CHECK(!strpbrk(letter.subject, "\r\n"));
    CHECK(!has(letter.text, "\u202e"));
    check_alike(&letter);
}

static void long_names_are_cut(void)
{
    char facts[2000] = "{\"sponsor\":\"";
    struct letter letter;

    for (int i = 0; i < 400; i++)
        strcat(facts, "é");
    strcat(facts, "\"}");
    letter = write_letter(MAIL_INVITATION, ENGLISH, facts);
    CHECK(has(letter.subject, "é… is giving you access"));
    CHECK(strlen(letter.subject) < 2 * 200 + 100);
}

/* However long the lines and words of a message are, each line of it in the text shows that it is quoted. */
static void quotations_show(void)
{
    struct text facts = text_new(arena, 1 << 20);
    struct letter letter;
    int quoted = 0;

    text_add(&facts, "{\"message\":\"\\n\\nYour code is 1\\u2028");
    for (int i = 0; i < 60; i++)
        text_add(&facts, "word éèà ");
    for (int i = 0; i < 200; i++)
        text_add(&facts, "ü");
    text_add(&facts, "\\r\\n\\u0085\\n</blockquote><p>Hello,\"}");
    letter = write_letter(MAIL_ACTIVATION, ENGLISH, text_string(&facts));
    for (const char *line = letter.text; *line; line = strstr(line, "\r\n") + 2) {
        size_t length = strcspn(line, "\r");

        quoted += !strncmp(line, "> ", 2);
        CHECK(strncmp(line, "> ", 2) || length <= 2 * 68 + 2);
        CHECK(strncmp(line, "Your code", 9) && strncmp(line, "word", 4) && strncmp(line, "ü", 2));
    }
    CHECK(quoted > 10);
    CHECK(has(letter.text, "> Your code is 1 word"));
    CHECK(has(letter.text, "> </blockquote><p>Hello,\r\n"));
    CHECK(has(letter.html, "&lt;/blockquote&gt;&lt;p&gt;Hello,</blockquote>"));
}

static void what_cannot_be_written_is_said(void)
{
    struct occasion occasion = { .kind = MAIL_NONE, .language = ENGLISH, .facts = "{}", .home = HOME };
    struct letter letter;

    CHECK_TEXT(letter_write(arena, &occasion, &letter), "no such kind of mail");
    occasion.kind = MAIL_ACTIVATION;
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "the secret of the link, or the code, is missing");
    occasion.kind = MAIL_RESET;
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "the secret of the link, or the code, is missing");
    occasion.kind = MAIL_CODE;
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "the secret of the link, or the code, is missing");
    occasion.facts = "[";
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "the facts are no JSON object");
    occasion.facts = "[]";
    CHECK_TEXT(letter_write(arena, &occasion, &letter), "the facts are no JSON object");
}

static bool is_worded(enum mail_kind kind)
{
    for (const struct letter_kind *const *table = letters; *table; table++)
        for (const struct letter_kind *letter = *table; letter->kind; letter++)
            if (letter->kind == kind)
                return true;
    return false;
}

static void every_letter_has_its_postage(void)
{
    CHECK(letter_use(letters));
    for (const struct postage *row = postages; row->kind; row++) {
        CHECK(is_worded(row->kind));
        CHECK(row->urgency != URGENCY_NONE && row->urgency != URGENCY_HELD);
        CHECK(row->allowance && row->allowance->most > 0 && row->allowance->within_ms > 0);
        CHECK(postage_of(row->kind) == row);
    }
    for (enum mail_kind kind = MAIL_NONE + 1; mail_kind_name(kind); kind++)
        CHECK(postage_of(kind));
    CHECK(!postage_of(MAIL_NONE));
}

int main(void)
{
    arena = arena_new();
    every_letter_has_its_postage();
    every_letter_is_whole();
    facts_are_told();
    dates_are_words();
    days_are_of_somebody();
    moments_are_words();
    news_are_listed();
    requests_lead_to_their_page();
    decisions_are_told_apart();
    no_decision_is_no_letter();
    both_languages_in_one_letter();
    strangers_are_shut_out();
    links_and_codes_stand_alone();
    french_is_typeset();
    names_are_harmless();
    long_names_are_cut();
    quotations_show();
    what_cannot_be_written_is_said();
    arena_free(arena);
    return check_end();
}
