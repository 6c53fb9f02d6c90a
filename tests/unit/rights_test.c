/* Runs the cases of rights.tsv: each line is what is true, and the verdict that must follow. */
#include "rights.h"

#include "check.h"

#include <stdlib.h>

#define COLUMNS   8
#define LINE_MOST 256

struct word {
    const char *word;
    int value; /* of the column's enumeration, or bits of enum standing */
};

/* What a kind of caller is; kinds joined by + are all of it. */
enum standing {
    SIGNED_IN = 1 << 0,
    ENVIRONMENT = 1 << 1,
    TEAM_LEADER = 1 << 2,
    CONTACT = 1 << 3,
    MANAGER = 1 << 4,
    LEADER = 1 << 5,
    LEADS_TARGET = 1 << 6,
    HABILITATED = 1 << 7,
    ROOT_LEADER = 1 << 8,
    CREATOR = 1 << 9,
    LEADS_PLACE = 1 << 10,
    HOLDS_ROLES = 1 << 11,
    DECIDES = 1 << 12,
    ASKED = 1 << 13,
    OBJECTS = 1 << 14,
    NO_ENVIRONMENT = 1 << 20, /* whatever else he is */
};

#define STRANGER   (SIGNED_IN | ENVIRONMENT)
#define AUTHORISED (STRANGER | HABILITATED)
#define LEADING    (AUTHORISED | TEAM_LEADER)

static const struct word verdicts[] = {
    { "allow", ALLOW },
    { "deny", DENY },
    { "hide", HIDE },
    { "sign_in", SIGN_IN },
    { "closed", CLOSED },
    { "need_environment", NEED_ENVIRONMENT },
    { "ended", ENDED_ALREADY },
    { "own_line", YOUR_OWN_LINE },
    { "own_source", YOUR_OWN_SOURCE },
    { "end_set", END_WAS_SET },
    { "not_ended", NOT_ENDED },
    { "not_invited", NOT_INVITED },
    { "wrong_state", WRONG_STATE },
    { NULL, 0 },
};
static const struct word callers[] = {
    { "nobody", 0 },
    { "no_environment", SIGNED_IN | NO_ENVIRONMENT },
    { "stranger", STRANGER },
    { "leader_elsewhere", LEADING },
    { "contact", STRANGER | CONTACT },
    { "manager", STRANGER | CONTACT | MANAGER },
    { "leader", LEADING | LEADER },
    { "leader_target", LEADING | LEADER | LEADS_TARGET },
    { "leader_outside", LEADING | LEADS_TARGET },
    { "habilitated", AUTHORISED },
    { "creator", AUTHORISED | CREATOR },
    { "root_leader", LEADING | ROOT_LEADER },
    { "leader_here", LEADING | LEADS_PLACE },
    { "holder", AUTHORISED | HOLDS_ROLES },
    { "decider", STRANGER | DECIDES },
    { "asker", STRANGER | ASKED },
    { "objector", STRANGER | OBJECTS },
    { NULL, 0 },
};
static const struct word operations[] = {
    { "draft", OPERATION_DRAFT },
    { "open", OPERATION_OPEN },
    { "closed", OPERATION_CLOSED },
    { "-", OPERATION_NONE },
    { NULL, 0 },
};
static const struct word entities[] = { { "own", true }, { "other", false }, { "-", false }, { NULL, 0 } };
enum target { OTHER, SELF, SOURCE };

static const struct word targets[] = {
    { "self", SELF }, { "source", SOURCE }, { "other", OTHER }, { "-", OTHER }, { NULL, 0 }
};
/* A request has no status but these, and a line's end may have been set by somebody above. */
#define DECIDED  (CONTACT_EXPIRED + 1)
#define SAID_YES (CONTACT_EXPIRED + 2)
#define END_SET  (CONTACT_EXPIRED + 3)

static const struct word lines[] = {
    { "queued", CONTACT_QUEUED },   { "invited", CONTACT_INVITED },
    { "active", CONTACT_ACTIVE },   { "revoked", CONTACT_REVOKED },
    { "expired", CONTACT_EXPIRED }, { "archived", CONTACT_REVOKED },
    { "end_set", END_SET },         { "open", CONTACT_NONE },
    { "decided", DECIDED },         { "yes", SAID_YES },
    { "-", CONTACT_NONE },          { NULL, 0 },
};
/* The rights see no difference, so the word is only read. */
static const struct word clients[] = { { "client", 0 }, { "guest", 0 }, { "-", 0 }, { NULL, 0 } };

#define CALLER_KINDS  (sizeof callers / sizeof *callers - 1)
#define VERDICT_KINDS (sizeof verdicts / sizeof *verdicts - 1)

static bool called[RIGHT_COUNT][CALLER_KINDS];
static bool wanted[VERDICT_KINDS];

static const struct word *find(const struct word *words, const char *word)
{
    while (words->word && strcmp(words->word, word))
        words++;
    return words->word ? words : NULL;
}

static bool read_word(const struct word *words, const char *word, int *value)
{
    const struct word *found = find(words, word);

    if (found)
        *value = found->value;
    return found != NULL;
}

static bool read_flag(const struct word *words, const char *word, bool *flag)
{
    int value;

    if (!read_word(words, word, &value))
        return false;
    *flag = value;
    return true;
}

static bool read_right(const char *word, enum right *right)
{
    for (*right = UNDECLARED; *right < RIGHT_COUNT; (*right)++)
        if (!strcmp(right_name(*right), word))
            return true;
    return false;
}

static bool read_caller(char *kinds, enum right right, int *standing)
{
    char *rest;

    for (char *kind = strtok_r(kinds, "+", &rest); kind; kind = strtok_r(NULL, "+", &rest)) {
        const struct word *found = find(callers, kind);

        if (!found)
            return false;
        *standing |= found->value;
        called[right][found - callers] = true;
    }
    return true;
}

struct situation {
    enum verdict want;
    enum right right;
    struct actor actor;
    struct facts facts;
};

static void stand(struct situation *it, int standing)
{
    if (standing & SIGNED_IN)
        it->actor = (struct actor){ .user = "u1", .session = "s1" };
    if (standing & ENVIRONMENT && !(standing & NO_ENVIRONMENT))
        it->actor.entity = "e1";
    it->actor.habilitated = standing & HABILITATED;
    it->actor.team_leader = standing & TEAM_LEADER;
    it->actor.root_leader = standing & ROOT_LEADER;
    it->actor.creator = standing & CREATOR;
    it->facts.contact = standing & CONTACT;
    it->facts.manager = standing & MANAGER;
    it->facts.leader = standing & LEADER;
    it->facts.leads_target = standing & LEADS_TARGET;
    it->facts.leads_place = standing & LEADS_PLACE;
    it->facts.holds_roles = standing & HOLDS_ROLES;
    it->facts.decides = standing & DECIDES;
    it->facts.asked = standing & ASKED;
    it->facts.objects = standing & OBJECTS;
}

/* False when the line has another number of words, or one that is not known. */
static bool read_case(char *line, struct situation *it)
{
    char *word[COLUMNS + 1] = { NULL }, *rest = line;
    int count = 0, want, standing = 0, operation, target, status, client;

    while (count <= COLUMNS && (word[count] = strtok_r(NULL, " \t\r\n", &rest)))
        count++;
    *it = (struct situation){ 0 };
    if (count != COLUMNS || !read_word(verdicts, word[0], &want) || !read_right(word[1], &it->right) ||
        !read_caller(word[2], it->right, &standing) || !read_word(operations, word[3], &operation) ||
        !read_flag(entities, word[4], &it->facts.own_entity) || !read_word(targets, word[5], &target) ||
        !read_word(lines, word[6], &status) || !read_word(clients, word[7], &client))
        return false;
    it->want = (enum verdict)want;
    it->facts.operation = (enum operation_status)operation;
    it->facts.line = status == END_SET          ? CONTACT_EXPIRED
                     : status > CONTACT_EXPIRED ? CONTACT_NONE
                                                : (enum contact_status)status;
    it->facts.decided = status == DECIDED;
    it->facts.said_yes = status == SAID_YES;
    it->facts.end_set = status == END_SET;
    it->facts.self = target == SELF;
    it->facts.source = target == SOURCE;
    wanted[find(verdicts, word[0]) - verdicts] = true;
    stand(it, standing);
    return true;
}

static const char *name_of(enum verdict verdict)
{
    for (const struct word *word = verdicts; word->word; word++)
        if (word->value == (int)verdict)
            return word->word;
    return "an unknown verdict";
}

/* Every fact that is told has a name. */
static bool all_named(unsigned facts)
{
    for (unsigned fact = 1; fact; fact <<= 1)
        if (facts & fact && !fact_code(fact))
            return false;
    return true;
}

/* Who is allowed knows by what, who is stopped by what, who is denied what would be needed; and who may not even see
 * the thing learns nothing. */
static bool told_well(const struct reasons *why)
{
    bool asked_for =
        why->right != PUBLIC && why->right != OWN_SESSION && why->right != REQUEST_ADD && why->right != REQUEST_LIST;
    bool stopped = why->verdict > NEED_ENVIRONMENT, denied = why->verdict == DENY && why->right != UNDECLARED;

    for (int i = 0; i < why->ways; i++)
        if (!(why->way[i].lacks | why->way[i].against) || !all_named(why->way[i].lacks | why->way[i].against))
            return false;
    return (why->gives != 0) == ((why->verdict == ALLOW && asked_for) || stopped) && (why->stops != 0) == stopped &&
           (why->ways > 0) == denied && all_named(why->gives | why->stops);
}

static void check_reasons(const char *path, int number, const struct situation *it)
{
    struct reasons why = may_because(&it->actor, it->right, &it->facts);

    if (why.right == it->right && why.verdict == it->want && told_well(&why)) {
        check_passed++;
        return;
    }
    check_failed++;
    printf("%s:%d: its reasons do not tell the verdict\n", path, number);
}

static void check_line(const char *path, int number, const char *text)
{
    char line[LINE_MOST];
    struct situation it;
    enum verdict got;

    snprintf(line, sizeof line, "%s", text);
    if (!read_case(line, &it)) {
        check_failed++;
        printf("%s:%d: not understood: %s", path, number, text);
        return;
    }
    check_reasons(path, number, &it);
    got = may(&it.actor, it.right, &it.facts);
    if (got == it.want) {
        check_passed++;
        return;
    }
    check_failed++;
    printf("%s:%d: is %s: %s", path, number, name_of(got), text);
}

static void check_file(const char *path)
{
    FILE *file = fopen(path, "re");
    char text[LINE_MOST];
    int number = 0;

    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    while (fgets(text, sizeof text, file)) {
        number++;
        if (text[0] != '#' && text[strspn(text, " \t\r\n")])
            check_line(path, number, text);
    }
    fclose(file);
}

/* A right, a kind of caller or a verdict that no line speaks of would be an untold policy. */
static void nothing_is_left_out(void)
{
    for (enum right right = UNDECLARED; right < RIGHT_COUNT; right++)
        for (size_t i = 0; i < CALLER_KINDS; i++) {
            CHECK(called[right][i]);
            if (!called[right][i])
                printf("    no line has the right %s and the caller %s\n", right_name(right), callers[i].word);
        }
    for (size_t i = 0; i < VERDICT_KINDS; i++)
        CHECK(wanted[i]);
}

static void unknown_words_are_refused(void)
{
    struct situation it;

    CHECK(read_case((char[]){ "allow contact_read contact open own other active client" }, &it));
    CHECK(!read_case((char[]){ "alow contact_read contact open own other active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_eat contact open own other active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact+nurse open own other active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact shut own other active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open mine other active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open own me active client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open own other idle client" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open own other active customer" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open own other active" }, &it));
    CHECK(!read_case((char[]){ "allow contact_read contact open own other active client more" }, &it));
}

/* --- reasons ----------------------------------------------------------------------------------------------------- */

static void name_facts(char *out, const char *sign, unsigned facts)
{
    for (unsigned fact = 1; fact; fact <<= 1)
        if (facts & fact)
            sprintf(out + strlen(out), " %s%s", sign, fact_code(fact));
}

/* `+` what gives the right, `!` what stops it; for each nearest way in: `?` what is lacking, `-` what stands in it. */
static const char *reasons_of(const struct situation *it)
{
    static char out[512];
    struct reasons why = may_because(&it->actor, it->right, &it->facts);

    *out = '\0';
    name_facts(out, "+", why.gives);
    name_facts(out, "!", why.stops);
    for (int i = 0; i < why.ways; i++) {
        strcat(out, i ? " or" : "");
        name_facts(out, "?", why.way[i].lacks);
        name_facts(out, "-", why.way[i].against);
    }
    return *out ? out + 1 : out;
}

static void reasons_are_the_rows(void)
{
    static const struct {
        const char *line, *reasons;
    } cases[] = {
        { "allow contact_read manager open other other active client", "+manager" },
        { "allow contact_read contact open own other active client", "+contact +own_entity" },
        { "allow contact_revoke leader_target open own other active client", "+leader +own_entity +leads" },
        { "allow contact_revoke manager+leader_target open own other active client", "+manager" },
        { "own_line contact_revoke contact open own self active guest", "+contact +own_entity !self" },
        { "own_line contact_revoke manager open own self revoked guest", "+manager !self" },
        { "ended contact_revoke manager open other other expired guest", "+manager !ended" },
        { "closed contact_restore manager closed other other active guest", "+manager !closed" },
        { "not_ended contact_restore manager open other other active guest", "+manager !current" },
        { "not_invited contact_resend manager open other other active guest", "+manager !uninvited" },
        { "wrong_state operation_publish manager closed - - - -", "+manager !closed" },
        { "wrong_state operation_close manager draft - - - -", "+manager !draft" },
        { "deny contact_revoke leader open own other active client", "?manager or ?contact or ?leads" },
        { "deny contact_revoke contact+leader draft own other queued client", "?manager or -draft or ?leads" },
        { "deny contact_add leader open own - - client", "?manager or ?contact" },
        { "deny contact_add contact open other - - client", "?manager or ?own_entity" },
        { "deny operation_change contact open - - - -", "?manager" },
        { "deny operation_add habilitated - - - - -", "?creator" },
        { "deny habilitation_add leader_elsewhere - own - - client", "?leads_place ?holds_roles" },
        { "deny habilitation_archive leader_elsewhere - own other active client", "?leads_place" },
        { "deny request_decide asker - - other open -", "?decides" },
        { "wrong_state request_decide decider - - other decided -", "+decides !decided" },
        { "own_line request_decide decider - - self open -", "+decides !self" },
        /* Who may not see it learns nothing, nor does who has yet to say who he is. */
        { "hide contact_revoke stranger open own other active client", "" },
        { "hide contact_revoke contact open other other active client", "" },
        { "hide contact_read leader_outside draft own other queued client", "" },
        { "hide operation_change stranger open - - - -", "" },
        { "sign_in contact_revoke nobody open own other active client", "" },
        { "need_environment contact_revoke no_environment open own other active client", "" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[LINE_MOST];
        struct situation it;

        strcpy(line, cases[i].line);
        CHECK(read_case(line, &it));
        CHECK(may(&it.actor, it.right, &it.facts) == it.want);
        CHECK_TEXT(reasons_of(&it), cases[i].reasons);
    }
    CHECK(!fact_code(0));
    CHECK(!fact_code(3));
    CHECK(!fact_code(1u << 31));
}

/* What no line can say: a right that is none at all. */
static void other_numbers_are_refused(void)
{
    struct actor actor = { .user = "u1",
                           .session = "s1",
                           .entity = "e1",
                           .habilitated = true,
                           .team_leader = true,
                           .root_leader = true,
                           .creator = true };
    struct facts facts = { .operation = OPERATION_OPEN,
                           .manager = true,
                           .contact = true,
                           .leader = true,
                           .own_entity = true,
                           .leads_target = true,
                           .line = CONTACT_ACTIVE,
                           .leads_place = true,
                           .holds_roles = true,
                           .decides = true,
                           .asked = true };

    CHECK(may(&actor, RIGHT_COUNT, &facts) == DENY);
    CHECK(may(&actor, (enum right)1000, &facts) == DENY);
    CHECK(may(&actor, (enum right) - 1, &facts) == DENY);
}

int main(int argc, char **argv)
{
    static char beside[4096] = __FILE__;

    strcpy(strrchr(beside, '/') + 1, "rights.tsv");
    check_file(argc > 1 ? argv[1] : beside);
    nothing_is_left_out();
    unknown_words_are_refused();
    other_numbers_are_refused();
    reasons_are_the_rows();
    return check_end();
}
