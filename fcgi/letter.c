/* The wordings are a table; below it is only what fills them in and lays them out. */
#include "letter.h"

#include "text.h"

#include <jansson.h>
#include <string.h>
#include <time.h>

#define LETTER_MOST  (256 * 1024)
#define LINE_MOST    200 /* characters of a name; longer ones are cut */
#define QUOTE_COLUMN 68
#define CRLF         "\r\n"

/* What the button leads to. */
enum door { DOOR_NONE, DOOR_JOIN, DOOR_OPERATION, DOOR_HOME };

/* `{name}` is a fact. `[one|other|...]` is the first of them whose facts are all known, or nothing. Spaces beside « »
 * and before : ; ? ! become no-break ones. */
struct wording {
    const char *subject;
    const char *news;
    const char *quote;  /* leads to what a person wrote */
    const char *advice; /* above the button */
    const char *button;
    const char *after[2];
};

struct kind {
    const char *name;
    const char *quoted; /* the fact in a person's own words */
    enum door door;
    bool code;
    struct wording in[2];
};

/* clang-format off */
#define FR_OPERATION \
    "[l’opération « {operation} » (référence {reference})|l’opération « {operation} »|l’opération {reference}" \
    "|une opération]"
#define EN_OPERATION \
    "[the operation “{operation}” (reference {reference})|the operation “{operation}”|the operation {reference}" \
    "|an operation]"
#define FR_GRANTED FR_OPERATION ".[ Vous y agissez pour l’entité {entity}.][ Cet accès est valable jusqu’au {until}.]"
#define EN_GRANTED EN_OPERATION ".[ You act there on behalf of {entity}.][ This access is valid until {until}.]"
#define FR_NOT_ME  "Si cela ne vous concerne pas, ouvrez le lien et choisissez « Ce n’est pas moi » : "
#define EN_NOT_ME  "If this is not meant for you, open the link and choose “This is not me”: "

static const struct kind kinds[] = {
    {
        .name = "activation",
        .quoted = "message",
        .door = DOOR_JOIN,
        .in[FRENCH] = {
            .subject = "[{sponsor} vous invite|Vous avez une invitation] à suivre "
                       "[l’opération {operation}|l’opération {reference}|une opération]",
            .news = "[{sponsor}|Un utilisateur de Guichet] vous donne accès à " FR_GRANTED,
            .quote = "[{sponsor} vous écrit|Un message accompagne cette invitation] :",
            .advice = "Aucun compte n’existe encore à votre adresse. Créez le vôtre avec le lien ci-dessous : il est "
                      "valable sept jours et ne sert qu’une fois. Il vous est personnel, ne le transmettez pas.",
            .button = "Créer mon compte",
            .after = { FR_NOT_ME "l’invitation prendra fin aussitôt et nous en avertirons "
                                 "[{sponsor}|la personne qui l’a envoyée]." },
        },
        .in[ENGLISH] = {
            .subject = "[{sponsor} invites you|You are invited] to follow "
                       "[the operation {operation}|the operation {reference}|an operation]",
            .news = "[{sponsor}|A user of Guichet] is giving you access to " EN_GRANTED,
            .quote = "[{sponsor} writes to you|A message comes with this invitation]:",
            .advice = "There is no account for your address yet. Create yours with the link below: it is valid for "
                      "seven days and works once. It is personal, please do not pass it on.",
            .button = "Create my account",
            .after = { EN_NOT_ME "the invitation will end at once and we will tell "
                                 "[{sponsor}|the person who sent it]." },
        },
    },
    {
        .name = "invitation",
        .quoted = "message",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "[{sponsor} vous donne|Vous avez] accès à "
                       "[l’opération {operation}|l’opération {reference}|une opération]",
            .news = "[{sponsor}|Un utilisateur de Guichet] vous donne accès à " FR_GRANTED,
            .quote = "[{sponsor} vous écrit|Un message accompagne cet accès] :",
            .advice = "Vous y entrez avec votre compte habituel, sans autre démarche.",
            .button = "Ouvrir l’opération",
            .after = { "Si cet accès ne vous concerne pas, demandez à [{sponsor} ou à ]un gestionnaire de l’opération "
                       "de le révoquer." },
        },
        .in[ENGLISH] = {
            .subject = "[{sponsor} is giving you|You have] access to "
                       "[the operation {operation}|the operation {reference}|an operation]",
            .news = "[{sponsor}|A user of Guichet] is giving you access to " EN_GRANTED,
            .quote = "[{sponsor} writes to you|A message comes with this access]:",
            .advice = "You enter with your usual account; there is nothing else to do.",
            .button = "Open the operation",
            .after = { "If this access is not meant for you, ask [{sponsor} or ]a manager of the operation to revoke "
                       "it." },
        },
    },
    {
        .name = "code",
        .code = true,
        .in[FRENCH] = {
            .subject = "Votre code de connexion à Guichet",
            .news = "Pour terminer votre connexion, saisissez ce code :",
            .after = { "Il est valable dix minutes et ne sert qu’une fois. Ne le communiquez à personne : nul n’a à "
                       "vous le demander, ni par téléphone ni par message.",
                       "Si vous n’êtes pas en train de vous connecter, quelqu’un d’autre a saisi votre mot de passe. "
                       "Sans le code, cette personne ne peut pas entrer ; changez toutefois votre mot de passe "
                       "sans attendre." },
        },
        .in[ENGLISH] = {
            .subject = "Your sign-in code for Guichet",
            .news = "To finish signing in, enter this code:",
            .after = { "It is valid for ten minutes and works once. Do not tell it to anyone: nobody has a reason to "
                       "ask you for it, by telephone or by message.",
                       "If you are not signing in, somebody else has entered your password. Without the code they do "
                       "not get in; change your password without delay all the same." },
        },
    },
    {
        .name = "revoked",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Fin de votre accès à [l’opération {operation}|l’opération {reference}|une opération]",
            .news = "[{actor} a mis fin|Il a été mis fin] à votre accès à "
                    FR_OPERATION "[, où vous agissiez pour l’entité {entity}].",
            .quote = "Motif indiqué :",
            .after = { "Cette décision a pris effet aussitôt. Vos autres accès restent inchangés.",
                       "Si c’est une erreur, adressez-vous à [{actor} ou à ]un gestionnaire de l’opération : l’accès "
                       "peut être rétabli à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "Your access to [the operation {operation}|the operation {reference}|an operation] has ended",
            .news = "[{actor}|A user of Guichet] has ended your access to " EN_OPERATION
                    "[, where you acted on behalf of {entity}].",
            .quote = "Reason given:",
            .after = { "This took effect at once. Your access to other operations is unchanged.",
                       "If it is a mistake, write to [{actor} or to ]a manager of the operation: the access can be "
                       "restored at any time." },
        },
    },
    {
        .name = "restored",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Votre accès à [l’opération {operation}|l’opération {reference}|une opération] est rétabli",
            .news = "[{actor}|Un utilisateur de Guichet] a rétabli votre accès à " FR_GRANTED,
            .button = "Ouvrir l’opération",
            .after = { "Si cet accès ne vous concerne pas, demandez à [{actor} ou à ]un gestionnaire de l’opération de "
                       "le révoquer." },
        },
        .in[ENGLISH] = {
            .subject = "Your access to [the operation {operation}|the operation {reference}|an operation] is restored",
            .news = "[{actor}|A user of Guichet] has restored your access to " EN_GRANTED,
            .button = "Open the operation",
            .after = { "If this access is not meant for you, ask [{actor} or ]a manager of the operation to revoke "
                       "it." },
        },
    },
    {
        .name = "habilitation_request",
        .quoted = "message",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Demande d’habilitation[ pour {person}][ ({entity})]",
            .news = "[{sponsor}|Un utilisateur de Guichet] souhaite donner à [{person}|une personne] l’accès à "
                    FR_OPERATION "[, pour l’entité {entity}].",
            .quote = "[{sponsor} écrit|Message joint à la demande] :",
            .advice = "Cette personne n’est pas habilitée dans [l’entité {entity}|votre entité], et seul un "
                      "gestionnaire d’équipe peut l’y habiliter. L’accès reste en attente de votre décision, ou de "
                      "celle d’un autre gestionnaire d’équipe.",
            .button = "Ouvrir Guichet",
            .after = { "Vous recevez ce message en qualité de gestionnaire d’équipe. Tant que personne n’a décidé, "
                       "aucun accès n’est ouvert." },
        },
        .in[ENGLISH] = {
            .subject = "Authorisation requested[ for {person}][ at {entity}]",
            .news = "[{sponsor}|A user of Guichet] wishes to give [{person}|somebody] access to " EN_OPERATION
                    "[, for {entity}].",
            .quote = "[{sponsor} writes|Message that came with the request]:",
            .advice = "This person is not authorised at [{entity}|your entity], and only a team leader can authorise "
                      "somebody there. The access waits for your decision, or that of another team leader.",
            .button = "Open Guichet",
            .after = { "You receive this message because you are a team leader. Until somebody has decided, no access "
                       "is open." },
        },
    },
    {
        .name = "leader",
        .door = DOOR_JOIN,
        .in[FRENCH] = {
            .subject = "Votre rôle de gestionnaire d’équipe[ pour {entity}]",
            .news = "[L’entité {entity}|Votre entité] est désormais inscrite sur Guichet, et vous y recevez le "
                    "rôle de gestionnaire d’équipe : il vous reviendra d’habiliter vos collègues et de mettre fin "
                    "à leurs habilitations.",
            .advice = "Créez votre compte avec le lien ci-dessous : il est valable sept jours et ne sert qu’une "
                      "fois. Il vous est personnel, ne le transmettez pas.",
            .button = "Créer mon compte",
            .after = { FR_NOT_ME "l’invitation prendra fin aussitôt." },
        },
        .in[ENGLISH] = {
            .subject = "Your role as team leader[ at {entity}]",
            .news = "[{entity}|Your entity] is now registered on Guichet, and you are given the role of team "
                    "leader there: it will be for you to authorise your colleagues and to end their "
                    "authorisations.",
            .advice = "Create your account with the link below: it is valid for seven days and works once. It is "
                      "personal, please do not pass it on.",
            .button = "Create my account",
            .after = { EN_NOT_ME "the invitation will end at once." },
        },
    },
    {
        .name = "invitation_refused",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Invitation refusée[ par {person}][ : {operation}]",
            .news = "[{person}|La personne que vous avez invitée] a répondu « Ce n’est pas moi » à votre "
                    "invitation à " FR_OPERATION "[, pour l’entité {entity}].",
            .advice = "L’invitation a pris fin et son lien n’ouvre plus rien.",
            .button = "Ouvrir l’opération",
            .after = { "Vérifiez l’adresse auprès de la personne que vous vouliez inviter ; si elle était fausse, "
                       "invitez-la à la bonne adresse." },
        },
        .in[ENGLISH] = {
            .subject = "Invitation declined[ by {person}][: {operation}]",
            .news = "[{person}|The person you invited] answered “This is not me” to your invitation to "
                    EN_OPERATION "[, for {entity}].",
            .advice = "The invitation has ended and its link no longer opens anything.",
            .button = "Open the operation",
            .after = { "Please check the address with the person you meant to invite; if it was wrong, invite them at "
                       "the right one." },
        },
    },
};
/* clang-format on */

static const char *const greeting[] = { [FRENCH] = "Bonjour,", [ENGLISH] = "Hello," };
static const char *const foot[] = {
    [FRENCH] = "Message automatique de Guichet", [ENGLISH] = "Automatic message from Guichet"
};

/* --- facts ------------------------------------------------------------------------------------------------------- */

struct source {
    struct arena *arena;
    const struct occasion *occasion;
    json_t *facts;
};

/* The bytes of a character that has no business in a line of a mail: control characters, line and paragraph
 * separators, and those that turn the direction of writing, by which a name could rearrange our own words. */
static size_t unwanted(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (byte[0] < 0x20 || byte[0] == 0x7f)
        return 1;
    if (byte[0] == 0xc2 && byte[1] < 0xa0)
        return 2;
    if (byte[0] == 0xe2 && byte[1] == 0x80 &&
        (byte[2] == 0x8e || byte[2] == 0x8f || (byte[2] >= 0xa8 && byte[2] <= 0xae)))
        return 3;
    if (byte[0] == 0xe2 && byte[1] == 0x81 && byte[2] >= 0xa6 && byte[2] <= 0xa9)
        return 3;
    return 0;
}

static size_t character_bytes(const char *at)
{
    size_t bytes = 1;

    while ((at[bytes] & 0xc0) == 0x80)
        bytes++;
    return bytes;
}

/* One line of what somebody typed: unwanted characters are spaces, spaces are single, none stand outside. */
static const char *tidy(struct arena *arena, const char *from, const char *end, size_t most)
{
    struct text line = text_new(arena, LETTER_MOST);
    bool space = false;

    while (from < end && most > 0) {
        size_t drop = *from == ' ' ? 1 : unwanted(from);
        size_t bytes = character_bytes(from);

        if (!drop) {
            if (space && line.length > 0)
                text_add_char(&line, ' ');
            text_add_bytes(&line, from, bytes);
            most--;
        }
        space = drop > 0;
        from += drop ? drop : bytes;
    }
    if (from < end && !most)
        text_add(&line, "…");
    return text_string(&line);
}

static const char *date_words(const struct source *source, const char *time)
{
    static const char *const months[2][12] = {
        [FRENCH] = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                     "novembre", "décembre" },
        [ENGLISH] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                      "November", "December" },
    };
    bool french = source->occasion->language == FRENCH;
    const char *month;
    struct tm day;
    int64_t ms;
    time_t seconds;

    if (!time_read(time, &ms))
        return "";
    seconds = (time_t)(ms / 1000);
    gmtime_r(&seconds, &day);
    month = months[source->occasion->language][day.tm_mon];
    return arena_format(source->arena, "%d%s %s %d", day.tm_mday, french && day.tm_mday == 1 ? "er" : "", month,
                        day.tm_year + 1900);
}

static const char *fact_as_written(const struct source *source, const char *name, size_t length)
{
    const char *value = json_string_value(json_object_getn(source->facts, name, length));

    return value ? value : "";
}

/* The fact as it stands in a sentence, "" when it is not known. */
static const char *fact(const struct source *source, const char *name, size_t length)
{
    const char *value = fact_as_written(source, name, length);

    if (length == strlen("until") && !memcmp(name, "until", length))
        return date_words(source, value);
    return tidy(source->arena, value, value + strlen(value), LINE_MOST);
}

/* --- wordings ---------------------------------------------------------------------------------------------------- */

static bool no_break(const struct text *before, const char *after)
{
    static const char open[] = "«", close[] = "»";
    size_t width = sizeof(open) - 1;

    return memchr(":;?!", *after, 4) || !strncmp(after, close, width) ||
           (before->length >= width && !memcmp(before->bytes + before->length - width, open, width));
}

static bool known(const struct source *source, const char *at, const char *end)
{
    const char *open, *close;

    while ((open = memchr(at, '{', (size_t)(end - at)))) {
        close = memchr(open, '}', (size_t)(end - open));
        if (!*fact(source, open + 1, (size_t)(close - open - 1)))
            return false;
        at = close + 1;
    }
    return true;
}

/* Without brackets. */
static void fill_plain(struct text *out, const struct source *source, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at == '{') {
            const char *close = memchr(at, '}', (size_t)(end - at));

            text_add(out, fact(source, at + 1, (size_t)(close - at - 1)));
            at = close;
        } else if (*at == ' ' && no_break(out, at + 1)) {
            text_add(out, "\u00a0");
        } else {
            text_add_char(out, *at);
        }
    }
}

static void fill_choice(struct text *out, const struct source *source, const char *at, const char *end)
{
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar ? bar : end;

        if (known(source, at, stop)) {
            fill_plain(out, source, at, stop);
            return;
        }
        at = stop + 1;
    }
}

static const char *fill(const struct source *source, const char *wording)
{
    struct text out = text_new(source->arena, LETTER_MOST);
    const char *open, *close;

    while ((open = strchr(wording, '['))) {
        close = strchr(open, ']');
        fill_plain(&out, source, wording, open);
        fill_choice(&out, source, open + 1, close);
        wording = close + 1;
    }
    fill_plain(&out, source, wording, wording + strlen(wording));
    return text_string(&out);
}

/* --- the description of a letter --------------------------------------------------------------------------------- */

enum shape { PARAGRAPH, QUOTE, BUTTON, CODE, FOOT };

struct block {
    enum shape shape;
    const char *words; /* of a QUOTE: tidy lines, parted by \n */
    const char *url;   /* of a BUTTON and the FOOT */
};

struct description {
    enum language language;
    const char *subject;
    size_t count;
    struct block block[9]; /* as many as describe() adds at most */
};

static void add_block(struct description *letter, enum shape shape, const char *words, const char *url)
{
    letter->block[letter->count++] = (struct block){ shape, words, url };
}

static void add_paragraph(struct description *letter, const struct source *source, const char *wording)
{
    if (wording)
        add_block(letter, PARAGRAPH, fill(source, wording), NULL);
}

static void add_quote(struct description *letter, const struct source *source, const char *name, const char *wording)
{
    const char *at = fact_as_written(source, name, strlen(name));
    struct text lines = text_new(source->arena, LETTER_MOST);
    bool gap = false;

    while (*at) {
        const char *end = strchrnul(at, '\n'), *line = tidy(source->arena, at, end, LETTER_MOST);

        if (*line && lines.length > 0)
            text_add(&lines, gap ? "\n\n" : "\n");
        text_add(&lines, line);
        gap = !*line;
        at = *end ? end + 1 : end;
    }
    if (!lines.length)
        return;
    add_paragraph(letter, source, wording);
    add_block(letter, QUOTE, text_string(&lines), NULL);
}

static const char *door_url(const struct source *source, enum door door)
{
    static const char harmless[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *home = source->occasion->home;
    const char *operation = fact_as_written(source, "operation_id", strlen("operation_id"));

    if (door == DOOR_JOIN)
        return arena_format(source->arena, "%s#/join/%s", home, source->occasion->secret);
    if (door == DOOR_OPERATION && *operation && !operation[strspn(operation, harmless)])
        return arena_format(source->arena, "%s#/operations/%s", home, operation);
    return home;
}

static struct description describe(const struct kind *kind, const struct source *source)
{
    const struct occasion *occasion = source->occasion;
    const struct wording *wording = &kind->in[occasion->language];
    struct description letter = { .language = occasion->language, .subject = fill(source, wording->subject) };

    add_block(&letter, PARAGRAPH, greeting[occasion->language], NULL);
    add_paragraph(&letter, source, wording->news);
    if (kind->quoted)
        add_quote(&letter, source, kind->quoted, wording->quote);
    add_paragraph(&letter, source, wording->advice);
    if (kind->door != DOOR_NONE)
        add_block(&letter, BUTTON, wording->button, door_url(source, kind->door));
    if (kind->code)
        add_block(&letter, CODE, occasion->code, NULL);
    add_paragraph(&letter, source, wording->after[0]);
    add_paragraph(&letter, source, wording->after[1]);
    add_block(&letter, FOOT, foot[occasion->language], occasion->home);
    return letter;
}

/* --- plain text -------------------------------------------------------------------------------------------------- */

/* How much of a line stands before the next break: at a space, or in a word that is longer than a line. */
static size_t line_part(const char *line, size_t length)
{
    size_t part = 0, space = 0;

    for (int column = 0; part < length && column < QUOTE_COLUMN; column++) {
        part += character_bytes(line + part);
        if (part < length && line[part] == ' ')
            space = part;
    }
    return part < length && space ? space : part;
}

/* Broken here and not by the reader's window: every line of it shows whose words it is. */
static void text_quote(struct text *out, const char *words)
{
    while (*words) {
        size_t length = strcspn(words, "\n"), part = line_part(words, length);

        text_add(out, part ? "> " : ">");
        text_add_bytes(out, words, part);
        text_add(out, CRLF);
        words += part;
        words += *words == ' ' || *words == '\n';
    }
}

static void text_block(struct text *out, const struct block *block)
{
    if (block->shape == QUOTE) {
        text_quote(out, block->words);
        return;
    }
    text_add(out, block->words);
    text_add(out, CRLF);
    if (block->url) {
        text_add(out, block->url);
        text_add(out, CRLF);
    }
}

static void write_text(struct text *out, const struct description *letter)
{
    for (size_t i = 0; i < letter->count; i++) {
        text_add(out, i ? CRLF : "");
        text_block(out, &letter->block[i]);
    }
}

/* --- HTML -------------------------------------------------------------------------------------------------------- */

#define STYLE_BODY  "margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif"
#define STYLE_QUOTE "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #858d9b"
#define STYLE_CODE  "margin:0 0 16px;font:600 32px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.15em"
#define STYLE_BUTTON                                                                                                   \
    "display:inline-block;padding:10px 18px;border-radius:6px;background:#2f46bd;color:#fff;font-weight:600;"          \
    "text-decoration:none"
#define STYLE_URL  "margin:0 0 16px;font-size:14px"
#define STYLE_FOOT "margin:24px 0 0;padding:12px 0 0;border-top:1px solid #858d9b;font-size:13px"

static const char *escaped(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
        return "<br>" CRLF;
    default:
        return NULL;
    }
}

static void escape(struct text *out, const char *words)
{
    for (; *words; words++) {
        const char *instead = escaped(*words);

        if (instead)
            text_add(out, instead);
        else
            text_add_char(out, *words);
    }
}

static void element(struct text *out, const char *tag, const char *style, const char *words)
{
    text_add(out, "<");
    text_add(out, tag);
    text_add(out, " style=\"");
    text_add(out, style);
    text_add(out, "\">");
    escape(out, words);
    text_add(out, "</");
    text_add(out, tag);
    text_add(out, ">" CRLF);
}

static void anchor(struct text *out, const char *url, const char *style, const char *words)
{
    text_add(out, "<a href=\"");
    escape(out, url);
    text_add(out, "\" style=\"");
    text_add(out, style);
    text_add(out, "\">");
    escape(out, words);
    text_add(out, "</a>");
}

static void html_block(struct text *out, const struct block *block)
{
    switch (block->shape) {
    case PARAGRAPH:
        element(out, "p", "margin:0 0 16px", block->words);
        break;
    case QUOTE:
        element(out, "blockquote", STYLE_QUOTE, block->words);
        break;
    case CODE:
        element(out, "p", STYLE_CODE, block->words);
        break;
    case BUTTON:
        text_add(out, "<p style=\"margin:24px 0 8px\">");
        anchor(out, block->url, STYLE_BUTTON, block->words);
        text_add(out, "</p>" CRLF "<p style=\"" STYLE_URL "\">");
        anchor(out, block->url, "overflow-wrap:anywhere", block->url);
        text_add(out, "</p>" CRLF);
        break;
    case FOOT:
        text_add(out, "<p style=\"" STYLE_FOOT "\">");
        escape(out, block->words);
        text_add(out, "<br>" CRLF);
        anchor(out, block->url, "overflow-wrap:anywhere", block->url);
        text_add(out, "</p>" CRLF);
        break;
    }
}

static void write_html(struct text *out, const struct description *letter)
{
    text_add(out, "<!DOCTYPE html>" CRLF "<html lang=\"");
    text_add(out, language_tag(letter->language));
    text_add(out, "\">" CRLF "<head>" CRLF "<meta charset=\"utf-8\">" CRLF
                  "<meta name=\"viewport\" content=\"width=device-width\">" CRLF
                  "<meta name=\"color-scheme\" content=\"light dark\">" CRLF
                  "<meta name=\"supported-color-schemes\" content=\"light dark\">" CRLF
                  "<style>:root{color-scheme:light dark}</style>" CRLF "<title>");
    escape(out, letter->subject);
    text_add(out, "</title>" CRLF "</head>" CRLF "<body style=\"" STYLE_BODY "\">" CRLF
                  "<div style=\"max-width:34em;margin:0 auto\">" CRLF);
    for (size_t i = 0; i < letter->count; i++)
        html_block(out, &letter->block[i]);
    text_add(out, "</div>" CRLF "</body>" CRLF "</html>" CRLF);
}

/* ----------------------------------------------------------------------------------------------------------------- */

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (!strcmp(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

static void release(void *facts)
{
    json_decref(facts);
}

const char *letter_write(struct arena *arena, const struct occasion *occasion, struct letter *letter)
{
    const struct kind *kind = find_kind(occasion->kind);
    struct source source = { arena, occasion, json_loads(occasion->facts, JSON_REJECT_DUPLICATES, NULL) };
    struct text text = text_new(arena, LETTER_MOST), html = text_new(arena, LETTER_MOST);
    struct description description;

    arena_defer(arena, release, source.facts);
    if (!kind)
        return "no such kind of mail";
    if (!json_is_object(source.facts))
        return "the facts are no JSON object";
    if ((kind->door == DOOR_JOIN && !occasion->secret) || (kind->code && !occasion->code))
        return "the secret of the link, or the code, is missing";

    description = describe(kind, &source);
    write_text(&text, &description);
    write_html(&html, &description);
    if (text.over || html.over)
        return "too long";
    *letter = (struct letter){ description.subject, text_string(&text), text_string(&html) };
    return NULL;
}
