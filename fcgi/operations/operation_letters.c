/* Letters about operations and their contacts, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */
#define FR_GRANTED FR_OPERATION ".[ Vous y agissez pour l’entité {entity}.]" \
    "[ Cet accès s’ouvrira le {begins}.][ Cet accès est valable jusqu’au {until}.]"
#define EN_GRANTED EN_OPERATION ".[ You act there on behalf of {entity}.]" \
    "[ This access will open on {begins}.][ This access is valid until {until}.]"

const struct letter_kind operation_letters[] = {
    {
        .kind = MAIL_ACTIVATION,
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
        .kind = MAIL_INVITATION,
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
        .kind = MAIL_REVOKED,
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
        .kind = MAIL_RESTORED,
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
        .kind = MAIL_RESTORED_DESPITE,
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
        .kind = MAIL_INVITATION_REFUSED,
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Invitation déclinée[ par {person}][ : {operation}]",
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
    { 0 }
};

/* clang-format on */
