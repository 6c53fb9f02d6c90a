#include "fields.h"

#include "name.h"
#include "text.h"
#include "zone.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MOST     64 /* characters of an unknown name that are repeated to its sender */
#define NUMBER_DIGITS 18 /* no such number overflows */

struct reader {
    struct arena *arena;
    char *out;
    struct faults *faults;
    enum err error; /* OK until something is refused */
};

/* Two sentences of which one is shown. With an end, the bound stands between start and end. */
struct sentence {
    const char *start[2], *end[2];
};

/* clang-format off */
static const struct sentence sentences[FAULT_COUNT] = {
    [FAULT_MISSING] = { { [FRENCH] = "Ce champ est à remplir.",
                          [ENGLISH] = "Please fill this in." }, { 0 } },
    [FAULT_UNKNOWN] = { { [FRENCH] = "Ce champ n’est pas attendu ici\u00a0: retirez-le.",
                          [ENGLISH] = "This field is not expected here: leave it out." }, { 0 } },
    [FAULT_TYPE] = { { [FRENCH] = "Cette valeur n’est pas du type attendu\u00a0: voyez la description de l’API.",
                       [ENGLISH] = "This value is not of the expected type: see the description of the API." }, { 0 } },
    [FAULT_SHORT] = { { [FRENCH] = "Au moins ", [ENGLISH] = "At least " },
                      { [FRENCH] = "\u00a0caractères.", [ENGLISH] = " characters." } },
    [FAULT_LONG] = { { [FRENCH] = "", [ENGLISH] = "At most " },
                     { [FRENCH] = "\u00a0caractères au maximum.", [ENGLISH] = " characters." } },
    [FAULT_MANY] = { { [FRENCH] = "", [ENGLISH] = "At most " },
                     { [FRENCH] = "\u00a0lignes au maximum.", [ENGLISH] = " entries." } },
    [FAULT_CONTROL] = { { [FRENCH] = "Ce texte contient des caractères invisibles qui ne sont pas admis\u00a0: "
                                     "saisissez-le à nouveau.",
                          [ENGLISH] = "This has invisible characters that are not allowed: please type it again." },
                        { 0 } },
    [FAULT_LOST] = { { [FRENCH] = "Un caractère de ce texte s’est perdu en route (\xEF\xBF\xBD)\u00a0: saisissez-le à "
                                  "nouveau.",
                       [ENGLISH] = "A character of this was lost on the way (\xEF\xBF\xBD): please type it again." },
                     { 0 } },
    [FAULT_NAME] = { { [FRENCH] = "Indiquez un nom\u00a0: des lettres, et ni adresse web ni adresse e-mail.",
                       [ENGLISH] = "Give a name: letters, and neither a web nor a mail address." }, { 0 } },
    [FAULT_LINK] = { { [FRENCH] = "Ce nom figurera dans des messages\u00a0: n’y mettez ni adresse web ni adresse "
                                  "e-mail.",
                       [ENGLISH] = "This name will stand in mails: leave web and mail addresses out of it." }, { 0 } },
    [FAULT_TIME] = { { [FRENCH] = "Indiquez une date et une heure, par exemple 2026-03-01T09:30:00Z.",
                       [ENGLISH] = "Give a date and a time, such as 2026-03-01T09:30:00Z." }, { 0 } },
    [FAULT_NUMBER] = { { [FRENCH] = "Indiquez un nombre entier dans les limites admises.",
                         [ENGLISH] = "Give a whole number within the allowed range." }, { 0 } },
    [FAULT_CHOICE] = { { [FRENCH] = "Choisissez l’une des valeurs proposées.",
                         [ENGLISH] = "Choose one of the values on offer." }, { 0 } },
    [FAULT_DOUBLE] = { { [FRENCH] = "Cette valeur est donnée deux fois\u00a0: n’en gardez qu’une.",
                         [ENGLISH] = "This is given twice: keep only one." }, { 0 } },
    [FAULT_CURSOR] = { { [FRENCH] = "Cet endroit de la liste n’existe pas\u00a0: reprenez la liste depuis le début.",
                         [ENGLISH] = "There is no such place in this list: start again from its beginning." }, { 0 } },
    [FAULT_PAST] = { { [FRENCH] = "Choisissez une date à venir.",
                       [ENGLISH] = "Choose a date in the future." }, { 0 } },
    [FAULT_FUTURE] = { { [FRENCH] = "Choisissez une date passée.", [ENGLISH] = "Choose a date in the past." }, { 0 } },
    [FAULT_FAR] = { { [FRENCH] = "Choisissez une date dans les cent ans qui viennent.",
                      [ENGLISH] = "Choose a date within the next hundred years." }, { 0 } },
    [FAULT_ORDER] = { { [FRENCH] = "La fin doit venir après le début.",
                        [ENGLISH] = "The end must come after the start." }, { 0 } },
    [FAULT_BEGUN] = { { [FRENCH] = "Elle a déjà commencé\u00a0: son début ne change plus.",
                        [ENGLISH] = "It has begun already: its start no longer changes." }, { 0 } },
    [FAULT_LATEST] = { { [FRENCH] = "Au plus tard le ", [ENGLISH] = "No later than " },
                       { [FRENCH] = "\u00a0: ni au-delà de votre propre accès, ni au-delà de la fin qu’un "
                                    "gestionnaire a fixée.",
                         [ENGLISH] = ": neither beyond your own access, nor beyond the end that a manager or leader "
                                     "set." } },
    [FAULT_PHONE] = { { [FRENCH] = "Indiquez le numéro au format international, par exemple +33612345678.",
                        [ENGLISH] = "Give the number in its international form, such as +33612345678." }, { 0 } },
    [FAULT_ZONE] = { { [FRENCH] = "Indiquez un fuseau horaire par son nom, par exemple Europe/Paris.",
                       [ENGLISH] = "Give a time zone by its name, such as Europe/Paris." }, { 0 } },
    [FAULT_TERMS] = { { [FRENCH] = "Acceptez les conditions d’utilisation pour continuer.",
                        [ENGLISH] = "Please accept the terms of use to go on." }, { 0 } },
    [FAULT_PASSWORD_SHORT] = { { [FRENCH] = "Au moins 16\u00a0caractères mêlant majuscules, minuscules, chiffres et "
                                            "autres signes, ou au moins 20\u00a0caractères quelconques.",
                                 [ENGLISH] = "At least 16 characters that mix capitals, small letters, digits and "
                                             "other signs, or at least 20 characters of any kind." }, { 0 } },
    [FAULT_PASSWORD_COMMON] = { { [FRENCH] = "Ce mot de passe est parmi les plus courants\u00a0: choisissez-en un "
                                             "autre.",
                                  [ENGLISH] = "This password is among the most common ones: choose another." },
                                { 0 } },
    [FAULT_PASSWORD_ADDRESS] = { { [FRENCH] = "Ce mot de passe contient votre adresse\u00a0: choisissez-en un autre.",
                                   [ENGLISH] = "This password contains your address: choose another." }, { 0 } },
    [FAULT_PASSWORD_WRONG] = { { [FRENCH] = "Ce n’est pas votre mot de passe actuel.",
                                 [ENGLISH] = "This is not your current password." }, { 0 } },
    [FAULT_CODE] = { { [FRENCH] = "Ce code est inexact\u00a0: saisissez celui qui s’affiche maintenant.",
                       [ENGLISH] = "This code is not right: enter the one that shows now." }, { 0 } },
    [FAULT_MAIL_CODE] = { { [FRENCH] = "Ce code est inexact\u00a0: saisissez celui du dernier message reçu.",
                            [ENGLISH] = "This code is not right: enter the one of the latest message." },
                          { 0 } },
    [FAULT_UNKNOWN_ENTITY] = { { [FRENCH] = "Choisissez une entité de la liste.",
                                 [ENGLISH] = "Choose an entity from the list." }, { 0 } },
    [FAULT_OWN_SIDE] = { { [FRENCH] = "Votre entité doit être parmi les gestionnaires.",
                           [ENGLISH] = "Your entity must be among the managers." }, { 0 } },
    [FAULT_ADDRESS] = { { [FRENCH] = "Ce n’est pas une adresse e-mail.",
                          [ENGLISH] = "This is not an e-mail address." }, { 0 } },
    [FAULT_ADDRESS_LETTERS] = { { [FRENCH] = "Avant l’@, cette adresse a une apostrophe courbe ou un signe "
                                             "inhabituel\u00a0: vérifiez-la.",
                                  [ENGLISH] = "Before its @ this address has a curly apostrophe or an unusual sign: "
                                              "please check it." }, { 0 } },
    [FAULT_OWN_ADDRESS] = { { [FRENCH] = "C’est déjà l’adresse de votre compte\u00a0: majuscules et minuscules n’y "
                                         "changent rien.",
                              [ENGLISH] = "This is the address of your account already: capital letters make no "
                                          "difference." },
                            { 0 } },
    [FAULT_SELF] = { { [FRENCH] = "Indiquez quelqu’un d’autre que la personne qui part.",
                       [ENGLISH] = "Name somebody else than the person who leaves." }, { 0 } },
    [FAULT_LEAVING] = { { [FRENCH] = "Cette personne transmet elle-même tous ses accès\u00a0: choisissez quelqu’un "
                                     "d’autre.",
                          [ENGLISH] = "This person is handing over everything too: choose somebody else." }, { 0 } },
    [FAULT_UNKNOWN_OPERATION] = { { [FRENCH] = "Choisissez les opérations dans la liste.",
                                    [ENGLISH] = "Choose operations from the list." }, { 0 } },
    [FAULT_BEFORE] = { { [FRENCH] = "Cette date précède le début\u00a0: choisissez-en une qui le suit.",
                         [ENGLISH] = "This is before its start: choose a later date." }, { 0 } },
    [FAULT_DAYS] = { { [FRENCH] = "", [ENGLISH] = "At most " },
                     { [FRENCH] = "\u00a0jours au maximum.", [ENGLISH] = " days." } },
    [FAULT_ALONE] = { { [FRENCH] = "Ne s’indique pas avec une date\u00a0: tout redevient comme avant.",
                        [ENGLISH] = "Cannot be said together with a date: all is as it was before." }, { 0 } },
    [FAULT_ONE_OF] = { { [FRENCH] = "Indiquez soit une opération, soit une entité.",
                         [ENGLISH] = "Name either an operation or an entity." }, { 0 } },
};
/* clang-format on */

/* One fault a name, the first: `fields` of an answer has each member once. */
enum err fault_add(struct faults *faults, const char *name, enum fault fault, int64_t bound)
{
    for (int i = 0; i < faults->count; i++)
        if (!strcmp(faults->at[i].name, name))
            return E_FIELDS;
    if (faults->count < FAULTS_MOST) {
        faults->at[faults->count].name = name;
        faults->at[faults->count].fault = fault;
        faults->at[faults->count].bound = bound;
        faults->count++;
    }
    return E_FIELDS;
}

/* `At least 1 character` is a clumsy way to say that something is missing. */
static const char *instant(struct arena *arena, int64_t ms, enum language language, const char *zone)
{
    const char *words = zone_end(arena, ms, language, &(struct zones){ .reader = zone });

    return words ? words : zone_house_moment(arena, ms, language);
}

const char *fault_sentence_in(struct arena *arena, enum fault fault, int64_t bound, enum language language,
                              const char *zone)
{
    enum fault said = fault == FAULT_SHORT && bound == 1 ? FAULT_MISSING : fault;
    const char *start = sentences[said].start[language], *end = sentences[said].end[language];

    if (fault == FAULT_LATEST)
        return arena_format(arena, "%s%s%s", start, instant(arena, bound, language, zone), end);
    return end ? arena_format(arena, "%s%" PRId64 "%s", start, bound, end) : start;
}

const char *fault_sentence(struct arena *arena, enum fault fault, int64_t bound, enum language language)
{
    return fault_sentence_in(arena, fault, bound, language, NULL);
}

static void refuse(struct reader *reader, const char *name, enum fault fault, int64_t bound)
{
    reader->error = fault_add(reader->faults, name, fault, bound);
}

/* Characters that show nothing, but break lines or turn the direction of what is shown after them. */
static bool is_control(uint32_t point, enum field_kind kind)
{
    if (point == '\n' || point == '\t' || point == 0x2028 || point == 0x2029)
        return kind != FIELD_TEXT;
    return point < ' ' || (point >= 0x7F && point <= 0x9F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

static bool has_control(const char *text, enum field_kind kind)
{
    size_t length;

    for (; *text; text += length)
        if (is_control(utf8_point(text, &length), kind))
            return true;
    return false;
}

/* Line ends as browsers on Windows send them become \n, in place. */
static char *join_line_ends(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++)
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = '\0';
    return text;
}

static bool is_person(enum field_kind kind)
{
    return kind == FIELD_PERSON || kind == FIELD_NAME;
}

static void read_text(struct reader *reader, const struct field *field, char *copy)
{
    bool is_line = field->kind != FIELD_TEXT;
    char *text = is_line ? utf8_trim(copy) : join_line_ends(copy);
    int64_t length = (int64_t)utf8_length(text);
    void *member = reader->out + field->offset;

    if (has_control(text, field->kind))
        refuse(reader, field->name, FAULT_CONTROL, 0);
    else if (is_line && utf8_lost(text))
        refuse(reader, field->name, FAULT_LOST, 0);
    else if (length < field->least)
        refuse(reader, field->name, FAULT_SHORT, field->least);
    else if (length > field->most)
        refuse(reader, field->name, FAULT_LONG, field->most);
    else if (is_person(field->kind) && *text && !name_is_person(text))
        refuse(reader, field->name, FAULT_NAME, 0);
    else if (field->kind == FIELD_TITLE && !name_is_title(text))
        refuse(reader, field->name, FAULT_LINK, 0);
    else
        *(const char **)member = text;
}

/* Nothing here is as old as 1970, and 0 would read as absent: access without an end. */
/* A time that is none of UTC tells the place of who wrote it. */
static void note_offset(struct reader *reader, const char *text)
{
    const char *offset = text + strlen(text) - strlen("+00:00");

    if (!strpbrk(text, "Zz") && strcmp(offset + 1, "00:00"))
        reader->faults->offset = arena_string(reader->arena, offset);
}

static void read_time(struct reader *reader, const struct field *field, const char *text)
{
    void *member = reader->out + field->offset;
    int64_t ms;

    if (!time_read(text, &ms) || ms <= 0) {
        refuse(reader, field->name, FAULT_TIME, 0);
        return;
    }
    *(int64_t *)member = ms;
    note_offset(reader, text);
}

static void read_choice(struct reader *reader, const struct field *field, const char *text)
{
    void *member = reader->out + field->offset;
    const char *const *choices = field->of;
    unsigned place = text_place(choices, text);

    if (!place)
        refuse(reader, field->name, FAULT_CHOICE, 0);
    else if (field->kind == FIELD_WORD)
        *(unsigned *)member = place;
    else
        *(const char **)member = choices[place - 1];
}

/* Adds one of several words; false, and refused, for what is none of them. */
static bool add_word(struct reader *reader, const struct field *field, const char *text)
{
    void *member = reader->out + field->offset;
    unsigned place = text_place(field->of, text);

    if (place)
        *(unsigned *)member |= 1U << (place - 1);
    else
        refuse(reader, field->name, FAULT_CHOICE, 0);
    return place != 0;
}

static void read_words(struct reader *reader, const struct field *field, const char *text)
{
    size_t length = strcspn(text, ",");

    while (add_word(reader, field, arena_copy(reader->arena, text, length)) && text[length]) {
        text += length + 1;
        length = strcspn(text, ",");
    }
}

static void read_flag(struct reader *reader, const struct field *field, const char *text)
{
    void *member = reader->out + field->offset;

    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        refuse(reader, field->name, FAULT_TYPE, 0);
    else
        *(bool *)member = *text == 't';
}

static void read_number(struct reader *reader, const struct field *field, const char *text)
{
    void *member = reader->out + field->offset;
    size_t digits = strspn(text, "0123456789");
    bool whole = digits > 0 && digits <= NUMBER_DIGITS && !text[digits];
    int64_t number = whole ? strtoll(text, NULL, 10) : -1;

    if (number < 0 || number < field->least || number > field->most)
        refuse(reader, field->name, FAULT_NUMBER, 0);
    else
        *(int64_t *)member = number;
}

/* A value that came as text: all of a query, and the strings of a body. */
static void read_string(struct reader *reader, const struct field *field, char *text)
{
    if (field->kind == FIELD_TIME || field->kind == FIELD_UNTIL)
        read_time(reader, field, text);
    else if (field->kind == FIELD_CHOICE || field->kind == FIELD_WORD)
        read_choice(reader, field, text);
    else if (field->kind == FIELD_WORDS)
        read_words(reader, field, text);
    else if (field->kind == FIELD_FLAG)
        read_flag(reader, field, text);
    else if (field->kind == FIELD_NUMBER)
        read_number(reader, field, text);
    else
        read_text(reader, field, text);
}

static const struct field *find_field(const struct field *table, const char *name)
{
    for (; table && table->kind != FIELD_END; table++)
        if (!strcmp(table->name, name))
            return table;
    return NULL;
}

static void refuse_unknown(struct reader *reader, const char *name)
{
    size_t bytes = 0, length;

    for (int i = 0; i < NAME_MOST && name[bytes]; i++, bytes += length)
        utf8_point(name + bytes, &length);
    refuse(reader, arena_copy(reader->arena, name, bytes), FAULT_UNKNOWN, 0);
}

/* A copy of a JSON string; NULL, with the fault noted, when it has a NUL inside. */
static char *copy_string(struct reader *reader, const struct field *field, const json_t *value)
{
    const char *bytes = json_string_value(value);
    size_t length = json_string_length(value);

    if (strlen(bytes) == length)
        return arena_copy(reader->arena, bytes, length);
    refuse(reader, field->name, FAULT_CONTROL, 0);
    return NULL;
}

static const char *read_item(struct reader *reader, const struct field *field, const json_t *value)
{
    const char *text;

    if (!json_is_string(value)) {
        refuse(reader, field->name, FAULT_TYPE, 0);
        return NULL;
    }
    text = copy_string(reader, field, value);
    if (text && utf8_length(text) > FIELD_TEXT_MOST)
        refuse(reader, field->name, FAULT_LONG, FIELD_TEXT_MOST);
    return text;
}

/* What an item means is judged by who takes the list: there, one bad address does not lose the others. */
static void read_texts(struct reader *reader, const struct field *field, const json_t *array)
{
    void *member = reader->out + field->offset;
    struct texts texts = { .count = json_array_size(array) };

    if ((int64_t)texts.count < field->least) {
        refuse(reader, field->name, FAULT_MISSING, 0);
        return;
    }
    if ((int64_t)texts.count > field->most) {
        refuse(reader, field->name, FAULT_MANY, field->most);
        return;
    }
    texts.text = arena_alloc(reader->arena, texts.count * sizeof(*texts.text));
    for (size_t i = 0; i < texts.count; i++)
        texts.text[i] = read_item(reader, field, json_array_get(array, i));
    *(struct texts *)member = texts;
}

/* A body may have them one by one, where a query has commas. */
static void read_words_of(struct reader *reader, const struct field *field, const json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        if (!add_word(reader, field, json_string_value(json_array_get(array, i))))
            return;
}

static bool comes_as_string(enum field_kind kind)
{
    return kind == FIELD_TEXT || kind == FIELD_LINE || is_person(kind) || kind == FIELD_TITLE || kind == FIELD_TIME ||
           kind == FIELD_UNTIL || kind == FIELD_CHOICE || kind == FIELD_WORD || kind == FIELD_WORDS;
}

static void read_members(struct reader *reader, const struct field *table, json_t *object);

/* What is wrong with a member of an item is said of the list. */
static void read_items(struct reader *reader, const struct field *field, const json_t *array)
{
    void *member = reader->out + field->offset;
    const struct item_table *table = field->of;
    struct items items = { .count = json_array_size(array) };
    struct faults faults = { 0 };

    if ((int64_t)items.count < field->least || (int64_t)items.count > field->most) {
        bool few = (int64_t)items.count < field->least;

        refuse(reader, field->name, few ? FAULT_MISSING : FAULT_MANY, field->most);
        return;
    }
    items.item = arena_alloc(reader->arena, items.count * table->size);
    for (size_t i = 0; i < items.count; i++) {
        struct reader one = { reader->arena, (char *)items.item + i * table->size, &faults, OK };
        json_t *object = json_array_get(array, i);

        if (json_is_object(object))
            read_members(&one, table->fields, object);
        else
            refuse(&one, field->name, FAULT_TYPE, 0);
    }
    if (faults.count)
        refuse(reader, field->name, faults.at[0].fault, faults.at[0].bound);
    *(struct items *)member = items;
}

static void read_value(struct reader *reader, const struct field *field, const json_t *value)
{
    void *member = reader->out + field->offset;

    if (comes_as_string(field->kind) && json_is_string(value)) {
        char *text = copy_string(reader, field, value);

        if (text)
            read_string(reader, field, text);
    } else if (field->kind == FIELD_FLAG && json_is_boolean(value)) {
        *(bool *)member = json_is_true(value);
    } else if (field->kind == FIELD_SWITCH && json_is_boolean(value)) {
        *(enum said *)member = json_is_true(value) ? SAID_YES : SAID_NO;
    } else if (field->kind == FIELD_WORDS && json_is_array(value)) {
        read_words_of(reader, field, value);
    } else if (field->kind == FIELD_TEXTS && json_is_array(value)) {
        read_texts(reader, field, value);
    } else if (field->kind == FIELD_ITEMS && json_is_array(value)) {
        read_items(reader, field, value);
    } else {
        refuse(reader, field->name, FAULT_TYPE, 0);
    }
}

static void end_json(void *json)
{
    json_decref(json);
}

/* jansson tells a name that came twice only in its sentence: ... near '"name"'. Names of ours are plain. */
static void name_double(struct arena *arena, const json_error_t *error, struct faults *faults)
{
    const char *name = strstr(error->text, "near '\"");
    const char *end = name ? strstr(name + 7, "\"'") : NULL;

    if (json_error_code(error) == json_error_duplicate_key && end)
        fault_add(faults, arena_copy(arena, name + 7, (size_t)(end - name - 7)), FAULT_DOUBLE, 0);
}

/* No body at all is read as {}: its required members are then named. NULL for anything but an object. */
static json_t *parse(struct arena *arena, const char *body, size_t length, struct faults *faults)
{
    json_error_t error = { 0 };
    json_t *json = length ? json_loadb(body, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error) : json_object();

    if (!json)
        name_double(arena, &error, faults);
    arena_defer(arena, end_json, json);
    return json_is_object(json) ? json : NULL;
}

static void read_members(struct reader *reader, const struct field *table, json_t *object)
{
    for (const struct field *field = table; field && field->kind != FIELD_END; field++) {
        const json_t *value = json_object_get(object, field->name);

        if (value && !json_is_null(value))
            read_value(reader, field, value);
        else if (value && field->kind == FIELD_UNTIL)
            *(int64_t *)(void *)(reader->out + field->offset) = UNTIL_NEVER;
        else if (value && field->kind == FIELD_NAME)
            *(const char **)(void *)(reader->out + field->offset) = "";
        else if (field->required)
            refuse(reader, field->name, FAULT_MISSING, 0);
    }
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
        if (!find_field(table, json_object_iter_key(at)))
            refuse_unknown(reader, json_object_iter_key(at));
}

enum err fields_read_body(struct arena *arena, const struct field *table, const char *body, size_t length, void *out,
                          struct faults *faults)
{
    struct reader reader = { arena, out, faults, OK };
    json_t *object = parse(arena, body, length, faults);

    if (!object)
        return E_BAD_JSON;
    read_members(&reader, table, object);
    return reader.error;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Undoes the form encoding; NULL for a bad escape or what is no UTF-8 without NUL. */
static char *decode(struct arena *arena, const char *bytes, size_t length)
{
    char *text = arena_alloc(arena, length + 1);
    size_t decoded = 0;

    for (size_t i = 0; i < length; i++) {
        int c = bytes[i] == '+' ? ' ' : bytes[i];

        if (c == '%') {
            int high = length - i > 2 ? hex_digit(bytes[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(bytes[i + 2]) : -1;

            if (low < 0)
                return NULL;
            c = high * 16 + low;
            i += 2;
        }
        text[decoded++] = (char)c;
    }
    return utf8_valid(text, decoded) ? text : NULL;
}

/* Puts one `name=value` into the place of its field among the values; false when it is badly encoded. */
static bool take_pair(struct reader *reader, const struct field *table, char **values, const char *pair, size_t length)
{
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals ? (size_t)(equals - pair) : length;
    size_t value_length = equals ? length - name_length - 1 : 0;
    const char *name = decode(reader->arena, pair, name_length);
    char *value = decode(reader->arena, pair + length - value_length, value_length);
    const struct field *field;

    if (!name || !value)
        return false;
    field = find_field(table, name);
    if (!field)
        refuse_unknown(reader, name);
    else if (values[field - table])
        refuse(reader, field->name, FAULT_DOUBLE, 0);
    else
        values[field - table] = value;
    return true;
}

enum err fields_read_query(struct arena *arena, const struct field *table, const char *query, void *out,
                           struct faults *faults)
{
    struct reader reader = { arena, out, faults, OK };
    size_t count = 0, length;
    char **values;

    while (table && table[count].kind != FIELD_END)
        count++;
    values = arena_alloc(arena, count * sizeof(*values));
    for (const char *at = query ? query : ""; *at; at += length + (at[length] == '&')) {
        length = strcspn(at, "&");
        if (length && !take_pair(&reader, table, values, at, length))
            return E_BAD_REQUEST;
    }
    for (size_t i = 0; i < count; i++) {
        if (values[i] && *values[i])
            read_string(&reader, &table[i], values[i]);
        else if (table[i].required)
            refuse(&reader, table[i].name, FAULT_MISSING, 0);
    }
    return reader.error;
}

/* --- how large a body may be ------------------------------------------------------------------------------------- */

#define ESCAPED     6  /* bytes of a character */
#define PUNCTUATION 8  /* quotes, colon, comma, brackets and some space */
#define VALUE_MOST  64 /* of a date, a flag, a number, one of few names */

static size_t value_bytes(const struct field *field)
{
    size_t most = (size_t)field->most;

    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LINE:
        return most * ESCAPED;
    case FIELD_TEXTS:
        return most * (FIELD_TEXT_MOST * ESCAPED + PUNCTUATION);
    case FIELD_ITEMS:
        return most * fields_bytes(((const struct item_table *)field->of)->fields);
    default:
        return VALUE_MOST;
    }
}

size_t fields_bytes(const struct field *table)
{
    size_t bytes = PUNCTUATION;

    for (; table && table->kind != FIELD_END; table++)
        bytes += strlen(table->name) + PUNCTUATION + value_bytes(table);
    return bytes;
}
