#include "letter_wording.h"

#include "err.h"

#include <stddef.h>

const char *const letter_greeting[] = { [FRENCH] = "Bonjour,", [ENGLISH] = "Hello," };
const char *const letter_foot[] = {
    [FRENCH] = "Message automatique de Guichet", [ENGLISH] = "Automatic message from Guichet"
};
const char *const letter_choice[] = {
    [FRENCH] = "Choisir les notifications que vous recevez", [ENGLISH] = "Choose what you are told about"
};

const char *const letter_universal[] = { [FRENCH] =
                                             "Une date sans fuseau horaire est un jour du temps universel (UTC).",
                                         [ENGLISH] = "A date without a time zone is a day of universal time (UTC)." };

/* clang-format off */
#define FR_OPERATION \
    "[l’opération « {operation} » (référence {reference})|l’opération « {operation} »|l’opération {reference}" \
    "|une opération]"
#define EN_OPERATION \
    "[the operation “{operation}” (reference {reference})|the operation “{operation}”|the operation {reference}" \
    "|an operation]"
#define FR_GRANTED FR_OPERATION ".[ Vous y agissez pour l’entité {entity}.]" \
    "[ Cet accès s’ouvrira le {begins}.][ Cet accès est valable jusqu’au {until}.]"
#define EN_GRANTED EN_OPERATION ".[ You act there on behalf of {entity}.]" \
    "[ This access will open on {begins}.][ This access is valid until {until}.]"
#define FR_NOT_ME  "Si cela ne vous concerne pas, ouvrez le lien et choisissez « Ce n’est pas moi » : "
#define EN_NOT_ME  "If this is not meant for you, open the link and choose “This is not me”: "
#define FR_IT_WAS_ME "Si c’était bien vous, vous n’avez rien à faire."
#define EN_IT_WAS_ME "If it was you, there is nothing to do."
#define FR_NOT_MINE \
    "Si ce n’était pas vous, choisissez aussitôt « Mot de passe oublié » sur la page de connexion : le nouveau mot " \
    "de passe met fin à toutes les sessions. Prévenez ensuite votre gestionnaire d’équipe, ou un gestionnaire de " \
    "l’opération."
#define EN_NOT_MINE \
    "If it was not you, choose “Forgotten password” on the sign-in page at once: the new password ends every " \
    "session. Then tell your team leader, or a manager of the operation."
#define FR_DECIDED \
    " votre demande[ pour {person}][, concernant l’opération « {operation} » (référence {reference})" \
    "|, concernant l’opération « {operation} »|, concernant l’opération {reference}][, au nom de l’entité {entity}]."
#define EN_DECIDED \
    " your request[ for {person}][, about the operation “{operation}” (reference {reference})" \
    "|, about the operation “{operation}”|, about the operation {reference}][, on behalf of {entity}]."
#define FR_HANDOVER_ASKED \
    "[{starter} vous demande de prendre la suite de {leaver}|{leaver} vous demande de prendre sa suite" \
    "|Il vous est demandé de prendre la suite d’un collègue][ pour l’entité {entity}]"
#define EN_HANDOVER_ASKED \
    "[{starter} asks you to take over from {leaver}|{leaver} asks you to take over" \
    "|You are asked to take over from a colleague][ at {entity}]"
#define FR_HANDOVER_WORD "[{starter} vous écrit|{leaver} vous écrit|Un message accompagne cette demande] :"
#define EN_HANDOVER_WORD "[{starter} writes to you|{leaver} writes to you|A message comes with this request]:"

#define FR_ABOUT "[, pour l’entité {entity}]"
#define EN_ABOUT "[, for {entity}]"
#define NAMED    "[{operation} ({reference})|{operation}|{reference}]"

const struct letter_line letter_lines[] = {
    { "operation", { [FRENCH] = NAMED, [ENGLISH] = NAMED } },
    { "joined", {
        [FRENCH] = "{person}[ ({entity})] a désormais accès[, accordé par {actor}].",
        [ENGLISH] = "{person}[ ({entity})] now has access[, given by {actor}]." } },
    { "restored", {
        [FRENCH] = "{person}[ ({entity})] a de nouveau accès[, rétabli par {actor}].",
        [ENGLISH] = "{person}[ ({entity})] has access again[, restored by {actor}]." } },
    { "revoked", {
        [FRENCH] = "{person}[ ({entity})] n’a plus accès[ : révoqué par {actor}].",
        [ENGLISH] = "{person}[ ({entity})] no longer has access[: revoked by {actor}]." } },
    { "left", {
        [FRENCH] = "{person}[ ({entity})] a quitté l’opération.",
        [ENGLISH] = "{person}[ ({entity})] has left the operation." } },
    { "expiring", {
        [FRENCH] = "L’accès de {person}[ ({entity})] prend fin le {until}.",
        [ENGLISH] = "The access of {person}[ ({entity})] ends on {until}." } },
    { "own_expiring", {
        [FRENCH] = "Votre accès[ pour {entity}] prend fin le {until}.",
        [ENGLISH] = "Your access[ on behalf of {entity}] ends on {until}." } },
    { "at_entity", { [FRENCH] = "Habilitation[ : {entity}]", [ENGLISH] = "Authorisation[: {entity}]" } },
    { "own_habilitation", {
        [FRENCH] = "Votre habilitation prend fin le {until}, et les accès qui en dépendent avec elle.",
        [ENGLISH] = "Your authorisation ends on {until}, and the accesses that rest on it with it." } },
    { "habilitation_expiring", {
        [FRENCH] = "L’habilitation de {person} prend fin le {until}, et les accès qui en dépendent avec elle. Vous "
                   "pouvez la prolonger dans Guichet.",
        [ENGLISH] = "The authorisation of {person} ends on {until}, and the accesses that rest on it with it. You can "
                    "extend it in Guichet." } },
    { "requests", {
        [FRENCH] = "Demandes qui attendent votre décision",
        [ENGLISH] = "Requests that wait for your decision" } },
    { "request_contact", {
        [FRENCH] = "{person} demande l’accès à " NAMED FR_ABOUT ".",
        [ENGLISH] = "{person} asks for access to " NAMED EN_ABOUT "." } },
    { "request_habilitation", {
        [FRENCH] = "Une habilitation est demandée pour {person}[ ({entity})].",
        [ENGLISH] = "An authorisation is requested for {person}[ at {entity}]." } },
    { "request_leave", {
        [FRENCH] = "{person} demande à quitter " NAMED FR_ABOUT ".",
        [ENGLISH] = "{person} asks to leave " NAMED EN_ABOUT "." } },
    { "gathered", {
        [FRENCH] = "Ce que ces messages vous auraient dit",
        [ENGLISH] = "What these messages would have told you" } },
    { "subject", {
        [FRENCH] = "{subject}[ : « {words} »]",
        [ENGLISH] = "{subject}[: “{words}”]" } },
    { "more", {
        [FRENCH] = "Non détaillés ici : {more} de plus.",
        [ENGLISH] = "Not detailed here: {more} more." } },
    { NULL, {
        [FRENCH] = "Une demande concerne {person}" FR_ABOUT ".",
        [ENGLISH] = "A request is about {person}" EN_ABOUT "." } },
};

#define FR_NEWS "Voici ce qui a changé parmi les personnes dont vous suivez l’accès."
#define EN_NEWS "Here is what has changed among the people whose access you follow."
#define FR_ELSEWHERE "[Opérations qui ne sont pas détaillées ici : {elsewhere}. Ouvrez Guichet pour les voir.]"
#define EN_ELSEWHERE "[Operations that are not detailed here: {elsewhere}. Open Guichet to see them.]"

const struct letter_kind letter_kinds[] = {
    {
        .name = "notices", .by = "form", .value = "line", .listed = true, .chosen = true,
        .in[FRENCH] = { .subject = "Accès à {operation} : {person}", .news = FR_NEWS },
        .in[ENGLISH] = { .subject = "Access to {operation}: {person}", .news = EN_NEWS },
    },
    {
        .name = "notices", .by = "form", .value = "operation", .listed = true, .chosen = true,
        .in[FRENCH] = { .subject = "Accès à {operation} : {count} changements", .news = FR_NEWS },
        .in[ENGLISH] = { .subject = "Access to {operation}: {count} changes", .news = EN_NEWS },
    },
    {
        .name = "notices", .by = "form", .value = "operations", .listed = true, .chosen = true,
        .in[FRENCH] = {
            .subject = "{count} changements d’accès dans {operations} opérations",
            .news = FR_NEWS,
            .advice = FR_ELSEWHERE,
        },
        .in[ENGLISH] = {
            .subject = "{count} changes of access in {operations} operations",
            .news = EN_NEWS,
            .advice = EN_ELSEWHERE,
        },
    },
    {
        .name = "notices", .by = "form", .value = "daily", .listed = true, .chosen = true,
        .in[FRENCH] = {
            .subject = "Votre résumé Guichet[ : {operation}| : {operations} opérations]",
            .news = "Voici ce qui s’est passé depuis votre dernier résumé.",
            .advice = FR_ELSEWHERE,
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet summary[: {operation}|: {operations} operations]",
            .news = "Here is what has happened since your last summary.",
            .advice = EN_ELSEWHERE,
        },
    },
    {
        .name = "ending", .listed = true,
        .in[FRENCH] = {
            .subject = "Des accès prennent bientôt fin",
            .news = "Voici ce qui prend bientôt fin. Sans prolongation, tout s’arrête de soi-même à la date "
                    "indiquée.",
            .advice = "Si vous en avez encore besoin, adressez-vous à un gestionnaire de l’opération ou à votre "
                      "gestionnaire d’équipe : la prolongation se fait en un clic.",
        },
        .in[ENGLISH] = {
            .subject = "Access that ends soon",
            .news = "Here is what ends soon. Unless it is extended, it stops by itself on the date given.",
            .advice = "If you still need it, ask a manager of the operation or your team leader: it is extended in one "
                      "click.",
        },
    },
    {
        .name = "gathered", .listed = true, .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "[{count} messages|Plusieurs messages] de Guichet en un seul",
            .news = "Guichet vous a écrit souvent depuis une heure. Pour ne pas remplir votre boîte, ce message tient "
                    "lieu de ceux qui auraient suivi.",
            .advice = "Guichet vous montre où en est chaque chose.",
            .button = "Ouvrir Guichet",
        },
        .in[ENGLISH] = {
            .subject = "[{count} messages|Several messages] from Guichet in one",
            .news = "Guichet has written to you often within an hour. So as not to fill your mailbox, this message "
                    "stands for those that would have followed.",
            .advice = "Guichet shows you how each thing stands.",
            .button = "Open Guichet",
        },
    },
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
        .name = "restored_despite",
        .door = DOOR_REVOKE,
        .in[FRENCH] = {
            .subject = "[{person} a|Quelqu’un a] de nouveau accès à "
                       "[l’opération {operation}|l’opération {reference}|une opération]",
            .news = "[{actor}|Un utilisateur de Guichet] a rétabli l’accès de [{person}|une personne][ ({entity})] à "
                    FR_OPERATION ", qu’un gestionnaire de l’opération avait révoqué."
                    "[ Cet accès s’ouvrira le {begins}.][ Cet accès est valable jusqu’au {until}.]",
            .advice = "Si cela vous convient, vous n’avez rien à faire. Sinon, révoquez-le de nouveau :",
            .button = "Révoquer de nouveau",
            .after = { "Vous recevez ce message parce que vous gérez l’opération." },
        },
        .in[ENGLISH] = {
            .subject = "[{person} has|Somebody has] access again to "
                       "[the operation {operation}|the operation {reference}|an operation]",
            .news = "[{actor}|A user of Guichet] has restored the access of [{person}|a person][ ({entity})] to "
                    EN_OPERATION ", which a manager of the operation had revoked."
                    "[ This access will open on {begins}.][ This access is valid until {until}.]",
            .advice = "If this is all right, there is nothing to do. Otherwise, revoke it again:",
            .button = "Revoke it again",
            .after = { "You receive this because you manage the operation." },
        },
    },
    {
        .name = "habilitation_request",
        .quoted = "message",
        .door = DOOR_REQUESTS,
        .chosen = true,
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
        .name = "habilitation_activation",
        .door = DOOR_JOIN,
        .in[FRENCH] = {
            .subject = "[{sponsor} vous habilite|Votre habilitation][ pour {entity}]",
            .news = "[{sponsor}|Un gestionnaire d’équipe] vous habilite à agir sur Guichet pour "
                    "[l’entité {entity}|votre entité].",
            .advice = "Aucun compte n’existe encore à votre adresse. Créez le vôtre avec le lien ci-dessous : il est "
                      "valable sept jours et ne sert qu’une fois. Il vous est personnel, ne le transmettez pas.",
            .button = "Créer mon compte",
            .after = { FR_NOT_ME "l’invitation prendra fin aussitôt." },
        },
        .in[ENGLISH] = {
            .subject = "[{sponsor} authorises you|You are authorised][ at {entity}]",
            .news = "[{sponsor}|A team leader] authorises you to act on Guichet for [{entity}|your entity].",
            .advice = "There is no account for your address yet. Create yours with the link below: it is valid for "
                      "seven days and works once. It is personal, please do not pass it on.",
            .button = "Create my account",
            .after = { EN_NOT_ME "the invitation will end at once." },
        },
    },
    {
        .name = "habilitation",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Votre habilitation[ pour {entity}]",
            .news = "[{sponsor}|Un gestionnaire d’équipe] vous habilite à agir sur Guichet pour "
                    "[l’entité {entity}|votre entité].",
            .advice = "Vous y entrez avec votre compte habituel ; si vous agissez pour plusieurs entités, vous "
                      "choisissez celle-ci à la connexion.",
            .button = "Ouvrir Guichet",
            .after = { "Si cette habilitation ne vous concerne pas, demandez à [{sponsor}|votre gestionnaire d’équipe] "
                       "d’y mettre fin." },
        },
        .in[ENGLISH] = {
            .subject = "Your authorisation[ at {entity}]",
            .news = "[{sponsor}|A team leader] authorises you to act on Guichet for [{entity}|your entity].",
            .advice = "You enter with your usual account; if you act for several entities, choose this one when you "
                      "sign in.",
            .button = "Open Guichet",
            .after = { "If this authorisation is not meant for you, ask [{sponsor}|your team leader] to end it." },
        },
    },
    {
        .name = "habilitation_ended",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Fin de votre habilitation[ pour {entity}]",
            .news = "[{actor} a mis fin|Il a été mis fin] à votre habilitation pour [l’entité {entity}|votre entité]. "
                    "Vos accès aux opérations que vous suiviez pour elle sont révoqués.",
            .quote = "Motif indiqué :",
            .after = { "Cette décision a pris effet aussitôt. Votre compte demeure, ainsi que ce que vous suivez pour "
                       "d’autres entités.",
                       "Si c’est une erreur, adressez-vous à [{actor}|votre gestionnaire d’équipe] : l’habilitation "
                       "peut être rétablie à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "Your authorisation[ at {entity}] has ended",
            .news = "[{actor}|A team leader] has ended your authorisation at [{entity}|your entity]. Your access to "
                    "the operations you followed for it is revoked.",
            .quote = "Reason given:",
            .after = { "This took effect at once. Your account remains, and so does what you follow for other "
                       "entities.",
                       "If it is a mistake, write to [{actor}|your team leader]: the authorisation can be restored at "
                       "any time." },
        },
    },
    {
        .name = "access_request",
        .quoted = "message",
        .door = DOOR_REQUESTS,
        .chosen = true,
        .in[FRENCH] = {
            .subject = "Demande d’accès[ de {person}] à "
                       "[l’opération {operation}|l’opération {reference}|une opération]",
            .news = "[{person}|Une personne] demande l’accès à " FR_OPERATION "[, pour l’entité {entity}].",
            .quote = "Message joint à la demande :",
            .advice = "Vous pouvez accepter ou refuser cette demande dans Guichet, à la page Demandes. La première "
                      "décision prise vaut pour tous ceux qui reçoivent ce message.",
            .button = "Ouvrir Guichet",
            .after = { "Vérifiez que vous connaissez cette personne avant d’accepter. Tant que personne n’a décidé, "
                       "aucun accès n’est ouvert." },
        },
        .in[ENGLISH] = {
            .subject = "Access requested[ by {person}] to [the operation {operation}|the operation {reference}|an "
                       "operation]",
            .news = "[{person}|Somebody] asks for access to " EN_OPERATION "[, for {entity}].",
            .quote = "Message that came with the request:",
            .advice = "You can accept or refuse this request in Guichet, on the page Requests. The first decision "
                      "counts for everyone who receives this message.",
            .button = "Open Guichet",
            .after = { "Make sure that you know this person before you accept. Until somebody has decided, no access "
                       "is open." },
        },
    },
    {
        .name = "asking",
        .door = DOOR_ASKING,
        .in[FRENCH] = {
            .subject = "Confirmez votre demande d’accès",
            .news = "Un accès a été demandé dans Guichet[ le {at}] en donnant votre adresse. La demande n’a encore été "
                    "transmise à personne.",
            .advice = "Si elle vient de vous, ouvrez le lien ci-dessous : vous y verrez ce qui a été demandé et "
                      "confirmerez que cette boîte est la vôtre. Le lien est valable un jour.",
            .button = "Voir la demande",
            .after = { "Si cela ne vous concerne pas, ouvrez le lien et choisissez « Ce n’est pas moi », ou laissez "
                       "passer le jour : la demande disparaît et votre adresse ne sert à rien d’autre." },
        },
        .in[ENGLISH] = {
            .subject = "Confirm your request for access",
            .news = "Access was requested in Guichet[ on {at}] under your address. The request has not been passed on "
                    "to anybody yet.",
            .advice = "If it was you, open the link below: you will see what was asked for and confirm that this "
                      "mailbox is yours. The link is valid for one day.",
            .button = "See the request",
            .after = { "If this is not meant for you, open the link and choose “This is not me”, or let the day pass: "
                       "the request disappears and your address is used nowhere." },
        },
    },
    {
        .name = "stranger_request",
        .quoted = "message",
        .door = DOOR_REQUESTS,
        .chosen = true,
        .in[FRENCH] = {
            .subject = "Demande d’accès d’une personne sans compte[ à l’opération {operation}| à l’opération "
                       "{reference}]",
            .news = "Une personne sans compte demande l’accès à " FR_OPERATION "[, pour l’entité {entity}]. Elle a "
                    "seulement prouvé que [l’adresse {person}|cette adresse] est la sienne : son identité n’est pas "
                    "vérifiée.",
            .quote = "Message joint à la demande, tel qu’il a été écrit :",
            .advice = "Vous pouvez accepter ou refuser cette demande dans Guichet, à la page Demandes. La première "
                      "décision prise vaut pour tous ceux qui reçoivent ce message.",
            .button = "Ouvrir Guichet",
            .after = { "Vérifiez par un autre moyen que vous connaissez cette personne avant d’accepter. Sans décision "
                       "sous trente jours, la demande disparaît." },
        },
        .in[ENGLISH] = {
            .subject = "Access requested by somebody without an account[: {operation}|: {reference}]",
            .news = "Somebody without an account asks for access to " EN_OPERATION "[, for {entity}]. They have only "
                    "proved that [the address {person}|an address] is theirs: their identity is not verified.",
            .quote = "Message that came with the request, as it was written:",
            .advice = "You can accept or refuse this request in Guichet, on the page Requests. The first decision "
                      "counts for everyone who receives this message.",
            .button = "Open Guichet",
            .after = { "Make sure by other means that you know this person before you accept. Without a decision "
                       "within thirty days, the request disappears." },
        },
    },
    {
        .name = "stranger_habilitation",
        .quoted = "message",
        .door = DOOR_REQUESTS,
        .chosen = true,
        .in[FRENCH] = {
            .subject = "Habilitation demandée par une personne sans compte[ pour {entity}]",
            .news = "Une personne sans compte demande à être habilitée à agir pour [l’entité {entity}|votre entité]. "
                    "Elle a seulement prouvé que [l’adresse {person}|cette adresse] est la sienne : son identité n’est "
                    "pas vérifiée.",
            .quote = "Message joint à la demande, tel qu’il a été écrit :",
            .advice = "Vous pouvez accepter ou refuser cette demande dans Guichet, à la page Demandes. La première "
                      "décision prise vaut pour tous ceux qui reçoivent ce message.",
            .button = "Ouvrir Guichet",
            .after = { "Vérifiez par un autre moyen que cette personne est bien des vôtres avant d’accepter. Sans "
                       "décision sous trente jours, la demande disparaît." },
        },
        .in[ENGLISH] = {
            .subject = "Authorisation requested by somebody without an account[ at {entity}]",
            .news = "Somebody without an account asks to be authorised to act for [{entity}|your entity]. They have "
                    "only proved that [the address {person}|an address] is theirs: their identity is not verified.",
            .quote = "Message that came with the request, as it was written:",
            .advice = "You can accept or refuse this request in Guichet, on the page Requests. The first decision "
                      "counts for everyone who receives this message.",
            .button = "Open Guichet",
            .after = { "Make sure by other means that this person belongs to you before you accept. Without a decision "
                       "within thirty days, the request disappears." },
        },
    },
    {
        .name = "leave_request",
        .quoted = "message",
        .door = DOOR_REQUESTS,
        .chosen = true,
        .in[FRENCH] = {
            .subject = "[{person}|Une personne] demande à ne plus avoir accès[ à l’opération {operation}| à "
                       "l’opération {reference}]",
            .news = "[{person}|Une personne] n’a plus besoin de son accès à " FR_OPERATION
                    "[, pour l’entité {entity},] et demande qu’il soit révoqué.",
            .quote = "Message joint à la demande :",
            .advice = "Nul ne peut révoquer son propre accès. Acceptez ou refusez cette demande dans Guichet, à la "
                      "page Demandes. La première décision prise vaut pour tous ceux qui reçoivent ce message.",
            .button = "Ouvrir Guichet",
            .after = { "Si vous acceptez, l’accès prend fin aussitôt ; il pourra être rétabli à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "[{person}|Somebody] asks to be removed[ from the operation {operation}| from the operation "
                       "{reference}]",
            .news = "[{person}|Somebody] no longer needs access to " EN_OPERATION
                    "[, for {entity},] and asks that it be revoked.",
            .quote = "Message that came with the request:",
            .advice = "Nobody can revoke their own access. Please accept or refuse this request in Guichet, on the "
                      "page Requests. The first decision counts for everyone who receives this message.",
            .button = "Open Guichet",
            .after = { "If you accept, the access ends at once; it can be restored at any time." },
        },
    },
    {
        .name = "leave_decided",
        .by = "decision",
        .value = "approved",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Votre accès a pris fin, comme demandé[ : {operation}| : {reference}]",
            .news = "[{decider}|Un gestionnaire] a révoqué, à votre demande, votre accès à " FR_OPERATION
                    "[, pour l’entité {entity}].",
            .quote = "[{decider} vous écrit|Un message accompagne cette décision] :",
            .after = { "Si vous en aviez de nouveau besoin, un collègue ou un gestionnaire de l’opération peut le "
                       "rétablir à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "Your access has ended, as you asked[: {operation}|: {reference}]",
            .news = "[{decider}|A manager] has revoked, at your request, your access to " EN_OPERATION
                    "[, for {entity}].",
            .quote = "[{decider} writes to you|A message comes with this decision]:",
            .after = { "Should you need it again, a colleague or a manager of the operation can restore it at any "
                       "time." },
        },
    },
    {
        .name = "leave_decided",
        .by = "decision",
        .value = "refused",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Votre accès est maintenu[ : {operation}| : {reference}]",
            .news = "[{decider}|Un gestionnaire] n’a pas accepté votre demande : vous gardez votre accès à "
                    FR_OPERATION "[, pour l’entité {entity}].",
            .quote = "Motif indiqué :",
            .after = { "Vous pouvez en parler avec [{decider}|un gestionnaire de l’opération], ou renouveler votre "
                       "demande." },
        },
        .in[ENGLISH] = {
            .subject = "You keep your access[: {operation}|: {reference}]",
            .news = "[{decider}|A manager] has not accepted your request: you keep your access to " EN_OPERATION
                    "[, for {entity}].",
            .quote = "Reason given:",
            .after = { "You can talk about it with [{decider}|a manager of the operation], or ask again." },
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
    {
        .name = "handover",
        .quoted = "message",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = FR_HANDOVER_ASKED,
            .news = FR_HANDOVER_ASKED "[, à compter du {starts}].[ Opérations concernées : {count}.]",
            .quote = FR_HANDOVER_WORD,
            .advice = "Ouvrez la passation pour voir ce que vous reprendriez, puis acceptez ou refusez. Tant que vous "
                      "n’avez pas accepté, rien ne change.",
            .button = "Ouvrir la passation",
            .after = { "Sans réponse sous quatorze jours, cette demande prend fin." },
        },
        .in[ENGLISH] = {
            .subject = EN_HANDOVER_ASKED,
            .news = EN_HANDOVER_ASKED "[, from {starts}].[ Operations concerned: {count}.]",
            .quote = EN_HANDOVER_WORD,
            .advice = "Open the handover to see what you would take over, then accept or refuse. Until you have "
                      "accepted, nothing changes.",
            .button = "Open the handover",
            .after = { "Without an answer within fourteen days, this request ends." },
        },
    },
    {
        .name = "handover_activation",
        .quoted = "message",
        .door = DOOR_JOIN,
        .in[FRENCH] = {
            .subject = FR_HANDOVER_ASKED,
            .news = FR_HANDOVER_ASKED "[, à compter du {starts}].[ Opérations concernées : {count}.]",
            .quote = FR_HANDOVER_WORD,
            .advice = "Aucun compte n’existe encore à votre adresse. Créez le vôtre avec le lien ci-dessous : il est "
                      "valable sept jours et ne sert qu’une fois. Vous pourrez ensuite accepter ou refuser.",
            .button = "Créer mon compte",
            .after = { FR_NOT_ME "la demande prendra fin aussitôt et nous en avertirons "
                                 "[{starter}|{leaver}|la personne qui l’a envoyée]." },
        },
        .in[ENGLISH] = {
            .subject = EN_HANDOVER_ASKED,
            .news = EN_HANDOVER_ASKED "[, from {starts}].[ Operations concerned: {count}.]",
            .quote = EN_HANDOVER_WORD,
            .advice = "There is no account for your address yet. Create yours with the link below: it is valid for "
                      "seven days and works once. You can then accept or refuse.",
            .button = "Create my account",
            .after = { EN_NOT_ME "the request will end at once and we will tell "
                                 "[{starter}|{leaver}|the person who sent it]." },
        },
    },
    {
        .name = "handover_withdrawn",
        .in[FRENCH] = {
            .subject = "Passation annulée[ : {leaver}][ ({entity})]",
            .news = "Il ne vous est plus demandé de prendre la suite de [{leaver}|votre collègue]"
                    "[ pour l’entité {entity}].",
            .after = { "Les accès qui vous avaient été ouverts en avance pour cette passation sont refermés. Vos "
                       "autres accès restent inchangés." },
        },
        .in[ENGLISH] = {
            .subject = "Handover withdrawn[: {leaver}][ ({entity})]",
            .news = "You are no longer asked to take over from [{leaver}|your colleague][ at {entity}].",
            .after = { "Access that was opened ahead for this handover is closed again. Your other access is "
                       "unchanged." },
        },
    },
    {
        .name = "handover_answered",
        .by = "decision",
        .value = "accepted",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation acceptée[ par {person}][ ({entity})]",
            .news = "[{person}|Un successeur] accepte de prendre la suite de [{leaver}|la personne qui part]"
                    "[ pour l’entité {entity}].[ Opérations concernées : {count}.]",
            .advice = "Il n’y a rien d’autre à faire : le reste se fait à la date prévue, opération par opération, "
                      "sans qu’aucune ne reste sans personne.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover accepted[ by {person}][ ({entity})]",
            .news = "[{person}|A successor] agrees to take over from [{leaver}|the person who leaves][ at {entity}]."
                    "[ Operations concerned: {count}.]",
            .advice = "There is nothing else to do: the rest happens on the date set, operation by operation, and "
                      "none is ever left without anybody.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_answered",
        .by = "decision",
        .value = "refused",
        .quoted = "reason",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation refusée[ par {person}][ ({entity})]",
            .news = "[{person}|Un successeur] ne prend pas la suite de [{leaver}|la personne qui part]"
                    "[ pour l’entité {entity}].",
            .quote = "Motif indiqué :",
            .advice = "Les opérations en question restent où elles sont. Choisissez un autre successeur, ou retirez "
                      "cette part.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover refused[ by {person}][ ({entity})]",
            .news = "[{person}|A successor] does not take over from [{leaver}|the person who leaves][ at {entity}].",
            .quote = "Reason given:",
            .advice = "The operations in question stay where they are. Choose another successor, or withdraw this "
                      "part.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_answered",
        .by = "decision",
        .value = "expired",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation sans réponse[ de {person}][ ({entity})]",
            .news = "[{person}|Un successeur] n’a pas répondu à temps à la demande de prendre la suite de "
                    "[{leaver}|la personne qui part][ pour l’entité {entity}].",
            .advice = "Les opérations en question restent où elles sont. Relancez cette personne, choisissez un autre "
                      "successeur, ou retirez cette part.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover unanswered[ by {person}][ ({entity})]",
            .news = "[{person}|A successor] has not answered in time the request to take over from "
                    "[{leaver}|the person who leaves][ at {entity}].",
            .advice = "The operations in question stay where they are. Ask again, choose another successor, or "
                      "withdraw this part.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_ended",
        .by = "decision",
        .value = "completed",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation terminée[ : {leaver}][ ({entity})]",
            .news = "La passation de [{leaver}|cette personne][ pour l’entité {entity}] est terminée. Les successeurs "
                    "ont leurs accès, les anciens sont archivés.",
            .quote = "Récépissé :",
            .advice = "Gardez ce message : il dit qui a repris quoi, et quand.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover completed[: {leaver}][ ({entity})]",
            .news = "The handover of [{leaver}|this person][ at {entity}] is complete. The successors have their "
                    "access, the former one is archived.",
            .quote = "Receipt:",
            .advice = "Keep this message: it says who took over what, and when.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_ended",
        .by = "decision",
        .value = "expired",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation expirée[ : {leaver}][ ({entity})]",
            .news = "La passation de [{leaver}|cette personne][ pour l’entité {entity}] a pris fin sans être "
                    "complète : une part est restée sans successeur.",
            .quote = "Ce qui a été repris :",
            .advice = "Ce qui n’a pas été repris reste où il était. Une nouvelle passation peut être commencée à tout "
                      "moment.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover expired[: {leaver}][ ({entity})]",
            .news = "The handover of [{leaver}|this person][ at {entity}] has ended incomplete: a part was left "
                    "without a successor.",
            .quote = "What was taken over:",
            .advice = "What was not taken over stays where it was. A new handover can be started at any time.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_ended",
        .by = "decision",
        .value = "cancelled",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Passation annulée[ : {leaver}][ ({entity})]",
            .news = "La passation de [{leaver}|cette personne][ pour l’entité {entity}] est annulée.",
            .quote = "Ce qui avait déjà été repris :",
            .advice = "Ce qui n’avait pas été repris reste où il était.",
            .button = "Ouvrir la passation",
        },
        .in[ENGLISH] = {
            .subject = "Handover cancelled[: {leaver}][ ({entity})]",
            .news = "The handover of [{leaver}|this person][ at {entity}] is cancelled.",
            .quote = "What had been taken over already:",
            .advice = "What had not been taken over stays where it was.",
            .button = "Open the handover",
        },
    },
    {
        .name = "handover_receipt",
        .quoted = "receipt",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "[{leaver}|Une personne] a transmis ses accès[ ({entity})]",
            .news = "Sur des opérations que vous gérez, [{leaver}|une personne][, qui agissait pour l’entité "
                    "{entity},] a passé la main. L’accès de chaque successeur est ouvert, l’ancien est archivé.",
            .quote = "Récépissé :",
            .button = "Ouvrir Guichet",
            .after = { "Vous recevez ce message parce que vous gérez ces opérations. Vous n’avez rien à faire ; vous "
                       "pouvez révoquer un accès à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "[{leaver}|Somebody] has handed over[ ({entity})]",
            .news = "On operations that you manage, [{leaver}|somebody][, who acted on behalf of {entity},] has "
                    "handed over. Each successor has access, the former one is archived.",
            .quote = "Receipt:",
            .button = "Open Guichet",
            .after = { "You receive this message because you manage these operations. There is nothing to do; you can "
                       "revoke an access at any time." },
        },
    },
    {
        .name = "handover_roles",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Rôles à donner après une passation[ : {leaver}][ ({entity})]",
            .news = "[{person}|Un successeur] a pris la suite de [{leaver}|une personne de vos équipes]"
                    "[ pour l’entité {entity}]. Ses rôles n’ont pas été repris : seul un gestionnaire d’équipe peut "
                    "les donner.",
            .advice = "Si [{person}|le successeur] doit gérer l’équipe ou créer des opérations, donnez-lui ces rôles à "
                      "la page Habilitations.",
            .button = "Ouvrir Guichet",
        },
        .in[ENGLISH] = {
            .subject = "Roles to give after a handover[: {leaver}][ ({entity})]",
            .news = "[{person}|A successor] has taken over from [{leaver}|somebody in your teams][ at {entity}]. The "
                    "roles did not go along: only a team leader can give them.",
            .advice = "If [{person}|the successor] is to lead the team or create operations, give the roles on the "
                      "page Habilitations.",
            .button = "Open Guichet",
        },
    },
    {
        .name = "undelivered",
        .by = "cause",
        .value = "server",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Message non remis[ à {person}][ : {operation}]",
            .news = "Notre message[ à {person}] au sujet de son accès à " FR_OPERATION "[, pour l’entité {entity}], "
                    "n’a pas pu être remis.",
            .advice = "L’adresse peut être juste : une messagerie, la nôtre ou la sienne, ne prend pas ce message. "
                      "Prévenez la personne autrement, et renvoyez le message plus tard.",
            .button = "Ouvrir l’opération",
            .after = { "Vous recevez ce message parce que vous avez donné cet accès." },
        },
        .in[ENGLISH] = {
            .subject = "Not delivered[ to {person}][: {operation}]",
            .news = "Our message[ to {person}] about their access to " EN_OPERATION "[, for {entity}], could not be "
                    "delivered.",
            .advice = "The address may be right: a mail server, ours or theirs, does not take this message. Please "
                      "tell the person in another way, and send the message again later.",
            .button = "Open the operation",
            .after = { "You receive this message because you gave this access." },
        },
    },
    {
        .name = "undelivered",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Message non remis[ à {person}][ : {operation}]",
            .news = "Notre message[ à {person}] au sujet de son accès à " FR_OPERATION "[, pour l’entité {entity}], "
                    "n’a pas pu être remis.",
            .advice = "L’adresse n’existe pas, ou sa messagerie nous refuse. Vérifiez-la auprès de la personne : si "
                      "elle est fausse, révoquez cet accès et donnez-le à la bonne adresse ; si elle est juste, "
                      "renvoyez le message.",
            .button = "Ouvrir l’opération",
            .after = { "Vous recevez ce message parce que vous avez donné cet accès." },
        },
        .in[ENGLISH] = {
            .subject = "Not delivered[ to {person}][: {operation}]",
            .news = "Our message[ to {person}] about their access to " EN_OPERATION "[, for {entity}], could not be "
                    "delivered.",
            .advice = "The address does not exist, or its mail server refuses us. Please check it with the person: if "
                      "it is wrong, revoke this access and give it to the right address; if it is right, send the "
                      "message again.",
            .button = "Open the operation",
            .after = { "You receive this message because you gave this access." },
        },
    },
    {
        .name = "request_decided",
        .by = "decision",
        .value = "approved",
        .quoted = "reason",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Demande acceptée[ pour {person}][ : {operation}| : {reference}| : {entity}]",
            .news = "[{decider}|Un gestionnaire] a accepté" FR_DECIDED,
            .quote = "[{decider} vous écrit|Un message accompagne cette décision] :",
            .advice = "Il n’y a rien d’autre à faire[ : un e-mail en avertit {person}].",
            .button = "Ouvrir Guichet",
        },
        .in[ENGLISH] = {
            .subject = "Request approved[ for {person}][: {operation}|: {reference}|: {entity}]",
            .news = "[{decider}|A manager] has approved" EN_DECIDED,
            .quote = "[{decider} writes to you|A message comes with this decision]:",
            .advice = "There is nothing else to do[: {person} is told by e-mail].",
            .button = "Open Guichet",
        },
    },
    {
        .name = "request_decided",
        .by = "decision",
        .value = "refused",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Demande refusée[ pour {person}][ : {operation}| : {reference}| : {entity}]",
            .news = "[{decider}|Un gestionnaire] a refusé" FR_DECIDED,
            .quote = "Motif indiqué :",
            .after = { "Aucun accès n’est ouvert. Si cette décision vous surprend, adressez-vous à "
                       "[{decider}|un gestionnaire de l’opération]." },
        },
        .in[ENGLISH] = {
            .subject = "Request refused[ for {person}][: {operation}|: {reference}|: {entity}]",
            .news = "[{decider}|A manager] has refused" EN_DECIDED,
            .quote = "Reason given:",
            .after = { "No access is open. If this decision surprises you, write to "
                       "[{decider}|a manager of the operation]." },
        },
    },
    {
        .name = "reset",
        .door = DOOR_RESET,
        .in[FRENCH] = {
            .subject = "Choisir un nouveau mot de passe pour Guichet",
            .news = "Quelqu’un a demandé un nouveau mot de passe pour votre compte.",
            .advice = "Choisissez-le avec le lien ci-dessous : il est valable une heure et ne sert qu’une fois. Il "
                      "vous est personnel, ne le transmettez pas.",
            .button = "Choisir un mot de passe",
            .after = { "Si vous n’avez rien demandé, ne tenez pas compte de ce message : rien ne change, et votre mot "
                       "de passe actuel reste valable." },
        },
        .in[ENGLISH] = {
            .subject = "Choose a new password for Guichet",
            .news = "Somebody asked for a new password for your account.",
            .advice = "Choose it with the link below: it is valid for one hour and works once. It is personal, please "
                      "do not pass it on.",
            .button = "Choose a password",
            .after = { "If you did not ask for it, ignore this message: nothing changes, and your present password "
                       "stays valid." },
        },
    },
    {
        .name = "password_changed",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Votre mot de passe Guichet a été changé",
            .news = "Le mot de passe de votre compte a été changé[ le {at}][ depuis {agent}][ (adresse {source})]. "
                    "Toutes vos autres sessions ont pris fin.",
            .advice = FR_NOT_MINE,
            .button = "Ouvrir Guichet",
            .after = { FR_IT_WAS_ME },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet password has been changed",
            .news = "The password of your account was changed[ on {at}][ from {agent}][ (address {source})]. All your "
                    "other sessions have ended.",
            .advice = EN_NOT_MINE,
            .button = "Open Guichet",
            .after = { EN_IT_WAS_ME },
        },
    },
    {
        .name = "new_browser",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Nouvelle connexion à votre compte Guichet",
            .news = "Une connexion à votre compte a eu lieu[ le {at}], avec un navigateur que nous ne connaissions "
                    "pas[ : {agent} (adresse {source})| : {agent}| (adresse {source})].",
            .advice = FR_NOT_MINE,
            .button = "Ouvrir Guichet",
            .after = { FR_IT_WAS_ME },
        },
        .in[ENGLISH] = {
            .subject = "New sign-in to your Guichet account",
            .news = "Somebody signed in to your account[ on {at}] with a browser that we did not know"
                    "[: {agent} (address {source})|: {agent}| (address {source})].",
            .advice = EN_NOT_MINE,
            .button = "Open Guichet",
            .after = { EN_IT_WAS_ME },
        },
    },
    {
        .name = "address_code",
        .code = true,
        .in[FRENCH] = {
            .subject = "Votre code pour changer d’adresse sur Guichet",
            .news = "Pour que {to} devienne l’adresse de votre compte, saisissez ce code dans Guichet, à la "
                    "page Mon compte :",
            .after = { "Il est valable une heure et ne sert qu’une fois. Ne le communiquez à personne.",
                       "Si vous n’avez rien demandé, ignorez ce message : sans le code, rien ne change." },
        },
        .in[ENGLISH] = {
            .subject = "Your code to change your address on Guichet",
            .news = "To make {to} the address of your account, enter this code in Guichet, on the page My "
                    "account:",
            .after = { "It is valid for one hour and works once. Do not tell it to anyone.",
                       "If you did not ask for it, ignore this message: without the code nothing changes." },
        },
    },
    {
        .name = "address_notice",
        .by = "step",
        .value = "asked",
        .door = DOOR_ADDRESS,
        .in[FRENCH] = {
            .subject = "Votre compte Guichet doit changer d’adresse",
            .news = "Il a été demandé[ le {at}][ depuis {agent}][ (adresse {source})] que votre compte passe "
                    "de {from} à {to}. Un code a été envoyé à la nouvelle adresse ; rien ne change tant qu’il"
                    " n’est pas saisi.",
            .advice = "Si ce n’est pas vous, ouvrez le lien ci-dessous : le changement est arrêté, toutes les "
                      "sessions prennent fin et vous recevez à cette adresse un lien pour choisir un nouveau "
                      "mot de passe.",
            .button = "Ce n’était pas moi",
            .after = { "Si c’est bien vous, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet account is about to change its address",
            .news = "Somebody asked[ on {at}][ from {agent}][ (address {source})] that your account move from"
                    " {from} to {to}. A code was sent to the new address; nothing changes until it is "
                    "entered.",
            .advice = "If it was not you, open the link below: the change is stopped, every session ends, and "
                      "you receive at this address a link to choose a new password.",
            .button = "This was not me",
            .after = { "If it was you, there is nothing to do." },
        },
    },
    {
        .name = "address_notice",
        .by = "step",
        .value = "done",
        .door = DOOR_ADDRESS,
        .in[FRENCH] = {
            .subject = "Votre compte Guichet a changé d’adresse",
            .news = "[Depuis le {at}, l’adresse|L’adresse] de votre compte est {to}. On ne se connecte plus "
                    "avec {from}.",
            .advice = "Si ce n’est pas vous, ouvrez le lien ci-dessous dans les 72 heures : votre adresse vous "
                      "est rendue, toutes les sessions prennent fin et vous recevez ici un lien pour choisir un"
                      " nouveau mot de passe.",
            .button = "Ce n’était pas moi",
            .after = { "Si c’est bien vous, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet account has changed its address",
            .news = "[Since {at} the address|The address] of your account is {to}. Nobody can sign in with "
                    "{from} any more.",
            .advice = "If it was not you, open the link below within 72 hours: your address is given back, "
                      "every session ends, and you receive here a link to choose a new password.",
            .button = "This was not me",
            .after = { "If it was you, there is nothing to do." },
        },
    },
    {
        .name = "address_notice",
        .by = "step",
        .value = "lost",
        .door = DOOR_ADDRESS,
        .in[FRENCH] = {
            .subject = "Quelqu’un dit ne plus lire cette boîte",
            .news = "Quelqu’un qui connaît votre mot de passe a déclaré[ le {at}][ depuis {agent}][ (adresse "
                    "{source})] ne plus pouvoir lire {from}, et demande que votre compte passe à {to}. Deux "
                    "collègues, ou un gestionnaire d’équipe, doivent d’abord répondre de cette personne ; il faut "
                    "ensuite 72 heures.",
            .advice = "Si ce n’est pas vous, ouvrez le lien ci-dessous : le changement est arrêté, toutes les "
                      "sessions prennent fin et vous recevez à cette adresse un lien pour choisir un nouveau "
                      "mot de passe.",
            .button = "Ce n’était pas moi",
            .after = { "Si c’est bien vous, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "Somebody says that this mailbox is lost",
            .news = "Somebody who knows your password declared[ on {at}][ from {agent}][ (address {source})] "
                    "that {from} can no longer be read, and asks that your account move to {to}. Two "
                    "colleagues, or one team leader, have to vouch for that person first; after that it takes 72 "
                    "hours.",
            .advice = "If it was not you, open the link below: the change is stopped, every session ends, and "
                      "you receive at this address a link to choose a new password.",
            .button = "This was not me",
            .after = { "If it was you, there is nothing to do." },
        },
    },
    {
        .name = "address_notice",
        .by = "step",
        .value = "vouched",
        .door = DOOR_ADDRESS,
        .in[FRENCH] = {
            .subject = "Votre compte Guichet change d’adresse dans 72 heures",
            .news = "On a répondu de la personne qui dit ne plus lire {from}. Dans 72 heures, {to} "
                    "pourra devenir l’adresse de votre compte.",
            .advice = "Si ce n’est pas vous, ouvrez le lien ci-dessous : le changement est arrêté, toutes les "
                      "sessions prennent fin et vous recevez à cette adresse un lien pour choisir un nouveau "
                      "mot de passe.",
            .button = "Ce n’était pas moi",
            .after = { "Si c’est bien vous, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet account changes its address in 72 hours",
            .news = "Others have vouched for the person who says that {from} can no longer be read. In 72 hours "
                    "{to} can become the address of your account.",
            .advice = "If it was not you, open the link below: the change is stopped, every session ends, and "
                      "you receive at this address a link to choose a new password.",
            .button = "This was not me",
            .after = { "If it was you, there is nothing to do." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "taken",
        .in[FRENCH] = {
            .subject = "Cette adresse a déjà un compte Guichet",
            .news = "Quelqu’un a demandé que son compte Guichet prenne l’adresse {to}. Un compte existe déjà "
                    "à cette adresse : il ne se passera rien, et cette personne ne l’apprend pas.",
            .after = { "Si c’était vous, connectez-vous simplement avec le compte de cette adresse, ou "
                       "choisissez-en une autre.",
                       "Si ce n’était pas vous, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "This address has a Guichet account already",
            .news = "Somebody asked that a Guichet account take the address {to}. There is an account at this"
                    " address already: nothing will happen, and that person is not told so.",
            .after = { "If it was you, simply sign in with the account of this address, or choose another one.",
                       "If it was not you, there is nothing to do." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "done",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Votre nouvelle adresse sur Guichet",
            .news = "{to} est l’adresse de votre compte[ depuis le {at}]. Votre compte, vos accès et votre mot "
                    "de passe restent les mêmes ; connectez-vous désormais avec cette adresse.",
            .button = "Ouvrir Guichet",
            .after = { "Les gestionnaires de vos opérations et vos gestionnaires d’équipe en sont avertis.",
                       "L’ancienne boîte, {from}, a reçu un lien qui permet d’annuler ce changement pendant 72 "
                       "heures." },
        },
        .in[ENGLISH] = {
            .subject = "Your new address on Guichet",
            .news = "{to} is the address of your account[ since {at}]. Your account, your access and your "
                    "password stay the same; sign in with this address from now on.",
            .button = "Open Guichet",
            .after = { "The contacts who manage your operations and your team leaders are told.",
                       "The old mailbox, {from}, received a link that can undo this change for 72 hours." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "lost",
        .in[FRENCH] = {
            .subject = "Votre changement d’adresse attend vos collègues",
            .news = "Vous avez indiqué ne plus pouvoir lire {from}. Pour que {to} devienne l’adresse de votre compte, "
                    "il faut que deux collègues qui suivent une opération avec vous, ou un de vos gestionnaires "
                    "d’équipe, répondent de vous dans Guichet, à la page Demandes. Un collègue doit être là depuis "
                    "trente jours au moins.",
            .after = { "Prévenez-les vous-même, de vive voix. Après leur accord il faut 72 heures, puis vous "
                       "recevrez ici un lien. Sans réponse sous sept jours, la demande prend fin.",
                       "Si vous n’avez rien demandé, ignorez ce message." },
        },
        .in[ENGLISH] = {
            .subject = "Your change of address waits for your colleagues",
            .news = "You said that you can no longer read {from}. For {to} to become the address of your account, two "
                    "colleagues who follow an operation with you, or one of your team leaders, have to vouch for you "
                    "in Guichet, on the page Requests. A colleague must have been there for thirty days.",
            .after = { "Tell them yourself, in person or by telephone. After their yes it takes 72 hours, then "
                       "you receive a link here. Without an answer within seven days the request ends.",
                       "If you did not ask for it, ignore this message." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "vouched",
        .in[FRENCH] = {
            .subject = "On a répondu de vous : encore 72 heures",
            .news = "On a répondu de vous. Dans 72 heures, vous recevrez ici un lien pour faire de "
                    "{to} l’adresse de votre compte.",
            .after = { "Ce délai laisse à l’ancienne boîte, {from}, le temps de s’y opposer." },
        },
        .in[ENGLISH] = {
            .subject = "You were vouched for: 72 hours to go",
            .news = "Others have vouched for you. In 72 hours you will receive a link here to make {to} "
                    "the address of your account.",
            .after = { "This time lets the old mailbox, {from}, object." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "refused",
        .in[FRENCH] = {
            .subject = "Votre changement d’adresse est refusé",
            .news = "Une des personnes qui pouvaient répondre de vous s’y est opposée : {to} ne devient pas "
                    "l’adresse de votre compte.",
            .after = { "Si c’est une erreur, parlez-lui, puis recommencez depuis la page de connexion." },
        },
        .in[ENGLISH] = {
            .subject = "Your change of address is refused",
            .news = "One of those who could vouch for you objected: {to} does not become the address of your "
                    "account.",
            .after = { "If it is a mistake, talk to them, then start again from the sign-in page." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "cancelled",
        .in[FRENCH] = {
            .subject = "Le changement d’adresse est annulé",
            .news = "Le passage de votre compte de {from} à {to} est annulé. L’adresse du compte reste "
                    "{from}.",
            .after = { "Si vous ne l’avez pas annulé vous-même, la personne qui lit {from} l’a fait." },
        },
        .in[ENGLISH] = {
            .subject = "The change of address is cancelled",
            .news = "The move of your account from {from} to {to} is cancelled. The address of the account "
                    "remains {from}.",
            .after = { "If you did not cancel it yourself, whoever reads {from} did." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "expired",
        .in[FRENCH] = {
            .subject = "Le changement d’adresse a pris fin sans suite",
            .news = "Le passage de votre compte de {from} à {to} n’a pas abouti dans le délai prévu. "
                    "L’adresse du compte reste {from}.",
            .after = { "Vous pouvez recommencer à tout moment." },
        },
        .in[ENGLISH] = {
            .subject = "The change of address has lapsed",
            .news = "The move of your account from {from} to {to} was not completed in time. The address of "
                    "the account remains {from}.",
            .after = { "You can start again at any time." },
        },
    },
    {
        .name = "address_news",
        .by = "step",
        .value = "back",
        .in[FRENCH] = {
            .subject = "Cette adresse n’est plus celle d’un compte Guichet",
            .news = "La personne qui lit {from} a annulé le changement d’adresse : le compte a repris {from},"
                    " et toutes les sessions ont pris fin.",
            .after = { "Si c’était vous, connectez-vous avec {from}." },
        },
        .in[ENGLISH] = {
            .subject = "This address no longer has a Guichet account",
            .news = "Whoever reads {from} has undone the change of address: the account has {from} again, and"
                    " every session has ended.",
            .after = { "If it was you, sign in with {from}." },
        },
    },
    {
        .name = "address_proof",
        .door = DOOR_ADDRESS,
        .in[FRENCH] = {
            .subject = "Terminez votre changement d’adresse",
            .news = "Le délai de 72 heures est passé et personne ne s’est opposé à votre demande. Ouvrez le "
                    "lien ci-dessous pour faire de {to} l’adresse de votre compte.",
            .advice = "Il est valable sept jours et ne sert qu’une fois. Vous vous connecterez ensuite avec "
                      "cette adresse et votre mot de passe habituel.",
            .button = "Terminer le changement",
            .after = { "Si vous n’avez rien demandé, n’ouvrez pas ce lien : sans vous, rien ne change." },
        },
        .in[ENGLISH] = {
            .subject = "Finish your change of address",
            .news = "The 72 hours have passed and nobody objected to your request. Open the link below to "
                    "make {to} the address of your account.",
            .advice = "It is valid for seven days and works once. After that you sign in with this address and "
                      "your usual password.",
            .button = "Finish the change",
            .after = { "If you did not ask for it, do not open the link: nothing changes without you." },
        },
    },
    {
        .name = "address_changed",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "{name} a changé d’adresse e-mail",
            .news = "[Depuis le {at}, l’adresse|L’adresse] de {name} sur Guichet est {to} et non plus {from}. Son "
                    "compte et ses accès restent les mêmes.",
            .button = "Ouvrir Guichet",
            .after = { "Vous recevez ce message parce que vous gérez une opération que cette personne suit, ou "
                       "son équipe. Si ce changement vous surprend, vérifiez auprès d’elle par un autre moyen." },
        },
        .in[ENGLISH] = {
            .subject = "{name} has a new e-mail address",
            .news = "[Since {at} the address|The address] of {name} on Guichet is {to}, no longer {from}. "
                    "The account and"
                    " its access stay the same.",
            .button = "Open Guichet",
            .after = { "You receive this message because you manage an operation that this person follows, or "
                       "their team. If the change surprises you, check with them by other means." },
        },
    },
    {
        .name = "address_request",
        .door = DOOR_REQUESTS,
        .in[FRENCH] = {
            .subject = "[{name}|{person}|Une personne] a changé d’adresse : votre accord est nécessaire[ ({entity})]",
            .news = "[L’adresse de {name} est passée de {from} à {to}, d’un domaine|{person} a une "
                    "nouvelle adresse, d’un domaine] que personne d’autre n’utilise dans [l’entité "
                    "{entity}|votre entité]. Son habilitation et ses accès pour cette entité attendent "
                    "votre décision, ou celle d’un autre gestionnaire d’équipe.",
            .advice = "Acceptez ou refusez dans Guichet, à la page Demandes. Un refus archive l’habilitation.",
            .button = "Ouvrir Guichet",
            .after = { "Vérifiez d’abord auprès de cette personne, par un autre moyen, qu’il s’agit bien d’elle." },
        },
        .in[ENGLISH] = {
            .subject = "[{name}|{person}|Somebody] has a new address: your agreement is needed[ ({entity})]",
            .news = "[The address of {name} changed from {from} to {to}, of a domain|{person} has a new"
                    " address, of a domain] that nobody else has at [{entity}|your entity]. The "
                    "authorisation there and the access that rests on it wait for your decision, or that "
                    "of another team leader.",
            .advice = "Accept or refuse in Guichet, on the page Requests. A refusal archives the authorisation.",
            .button = "Open Guichet",
            .after = { "Check with this person by other means first that the change is theirs." },
        },
    },
    {
        .name = "vouch_request",
        .door = DOOR_REQUESTS,
        .in[FRENCH] = {
            .subject = "Pouvez-vous répondre de {name} ?",
            .news = "Quelqu’un qui connaît le mot de passe de {name} déclare ne plus pouvoir lire {from}, "
                    "et demande que ce compte passe à {to}.",
            .advice = "Appelez {name} avant de répondre, à un numéro que vous connaissez déjà. Si c’est bien "
                      "sa demande et son adresse, acceptez dans Guichet, à la page Demandes ; sinon, refusez. Il faut "
                      "l’accord de deux collègues, ou celui d’un gestionnaire d’équipe ; un seul refus arrête tout.",
            .button = "Ouvrir Guichet",
            .after = { "Votre réponse est inscrite au registre. Après un accord, 72 heures passent encore, "
                       "pendant lesquelles l’ancienne boîte peut s’y opposer." },
        },
        .in[ENGLISH] = {
            .subject = "Can you vouch for {name}?",
            .news = "Somebody who knows the password of {name} declares that {from} can no longer be read, "
                    "and asks that the account move to {to}.",
            .advice = "Call {name} before you answer, on a number that you know already. If the request and the "
                      "address are theirs, accept in Guichet, on the page Requests; otherwise refuse. Two colleagues "
                      "have to accept, or one team leader; one refusal stops it.",
            .button = "Open Guichet",
            .after = { "Your answer is entered in the register. After a yes another 72 hours pass, in which the "
                       "old mailbox can object." },
        },
    },
    {
        .name = "vouch_notice",
        .door = DOOR_REQUESTS,
        .in[FRENCH] = {
            .subject = "{name} aurait perdu sa boîte e-mail",
            .news = "Quelqu’un qui connaît le mot de passe de {name} déclare ne plus pouvoir lire {from}, et "
                    "demande que ce compte passe à {to}. Deux de ses collègues, ou un de ses gestionnaires "
                    "d’équipe, doivent en répondre ; il faut ensuite 72 heures.",
            .advice = "Si cela vous surprend, appelez {name} à un numéro que vous connaissez déjà. Jusqu’à la "
                      "fin de ce délai, vous pouvez refuser dans Guichet, à la page Demandes : un seul refus "
                      "arrête tout.",
            .button = "Ouvrir Guichet",
            .after = { "Vous recevez ce message parce que vous gérez une équipe ou une opération de cette personne. Si "
                       "tout est en ordre, vous n’avez rien à faire." },
        },
        .in[ENGLISH] = {
            .subject = "{name} is said to have lost a mailbox",
            .news = "Somebody who knows the password of {name} declares that {from} can no longer be read, and asks "
                    "that the account move to {to}. Two of their colleagues, or one of their team leaders, have to "
                    "vouch for that; after that it takes 72 hours.",
            .advice = "If this surprises you, call {name} on a number that you know already. Until that time is over "
                      "you can refuse in Guichet, on the page Requests: one refusal stops it.",
            .button = "Open Guichet",
            .after = { "You receive this message because you lead a team of this person, or manage an operation. If "
                       "all is in order, there is nothing to do." },
        },
    },
    {
        .name = "address_vouched",
        .door = DOOR_REQUESTS,
        .in[FRENCH] = {
            .subject = "{name} change d’adresse dans 72 heures",
            .news = "On a répondu de {name}, qui ne lit plus {from}. Dans 72 heures, {to} pourra devenir l’adresse de "
                    "son compte.",
            .advice = "Si ce changement vous surprend, appelez cette personne sans attendre. Jusque-là, vous pouvez "
                      "encore refuser dans Guichet, à la page Demandes, parmi celles qui sont décidées.",
            .button = "Ouvrir Guichet",
            .after = { "Vous recevez ce message parce que vous gérez une équipe ou une opération de cette personne." },
        },
        .in[ENGLISH] = {
            .subject = "{name} changes address in 72 hours",
            .news = "Others have vouched for {name}, who can no longer read {from}. In 72 hours {to} can become the "
                    "address of the account.",
            .advice = "If the change surprises you, call this person without delay. Until then you can still refuse "
                      "in Guichet, on the page Requests, among those decided.",
            .button = "Open Guichet",
            .after = { "You receive this message because you lead a team of this person, or manage an operation." },
        },
    },
    {
        .name = "totp_changed",
        .by = "change",
        .value = "on",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Votre compte Guichet est protégé par une application",
            .news = "Une application d’authentification a été associée à votre compte[ le {at}] : c’est elle qui donne "
                    "désormais le code de connexion. Gardez vos codes de récupération en lieu sûr.",
            .advice = FR_NOT_MINE,
            .button = "Ouvrir Guichet",
            .after = { FR_IT_WAS_ME },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet account is protected by an application",
            .news = "An authenticator application was linked to your account[ on {at}]: from now on it gives the "
                    "sign-in code. Keep your recovery codes in a safe place.",
            .advice = EN_NOT_MINE,
            .button = "Open Guichet",
            .after = { EN_IT_WAS_ME },
        },
    },
    {
        .name = "totp_changed",
        .by = "change",
        .value = "off",
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Votre compte Guichet n’est plus protégé par une application",
            .news = "L’application d’authentification a été retirée de votre compte[ le {at}] : le code de connexion "
                    "vous est de nouveau envoyé par e-mail.",
            .advice = FR_NOT_MINE,
            .button = "Ouvrir Guichet",
            .after = { FR_IT_WAS_ME },
        },
        .in[ENGLISH] = {
            .subject = "Your Guichet account is no longer protected by an application",
            .news = "The authenticator application was removed from your account[ on {at}]: the sign-in code is sent "
                    "to you by e-mail again.",
            .advice = EN_NOT_MINE,
            .button = "Open Guichet",
            .after = { EN_IT_WAS_ME },
        },
    },
    { 0 },
};
/* clang-format on */
