/* Letters about requests, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */
#define FR_DECIDED \
    " votre demande[ pour {person}][, concernant l’opération « {operation} » (référence {reference})" \
    "|, concernant l’opération « {operation} »|, concernant l’opération {reference}][, au nom de l’entité {entity}]."
#define EN_DECIDED \
    " your request[ for {person}][, about the operation “{operation}” (reference {reference})" \
    "|, about the operation “{operation}”|, about the operation {reference}][, on behalf of {entity}]."

const struct letter_kind request_letters[] = {
    {
        .kind = MAIL_HABILITATION_REQUEST,
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
        .kind = MAIL_ACCESS_REQUEST,
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
            .news = "[{person}|Somebody] requests access to " EN_OPERATION "[, for {entity}].",
            .quote = "Message that came with the request:",
            .advice = "You can accept or refuse this request in Guichet, on the page Requests. The first decision "
                      "counts for everyone who receives this message.",
            .button = "Open Guichet",
            .after = { "Make sure that you know this person before you accept. Until somebody has decided, no access "
                       "is open." },
        },
    },
    {
        .kind = MAIL_ASKING,
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
        .kind = MAIL_STRANGER_REQUEST,
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
            .news = "Somebody without an account requests access to " EN_OPERATION "[, for {entity}]. They have only "
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
        .kind = MAIL_STRANGER_HABILITATION,
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
        .kind = MAIL_LEAVE_REQUEST,
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
        .kind = MAIL_LEAVE_DECIDED,
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
        .kind = MAIL_LEAVE_DECIDED,
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
        .kind = MAIL_REQUEST_DECIDED,
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
        .kind = MAIL_REQUEST_DECIDED,
        .by = "decision",
        .value = "active",
        .quoted = "reason",
        .door = DOOR_OPERATION,
        .in[FRENCH] = {
            .subject = "Demande acceptée[ pour {person}][ : {operation}| : {reference}| : {entity}]",
            .news = "[{decider}|Un gestionnaire] a accepté" FR_DECIDED,
            .quote = "[{decider} vous écrit|Un message accompagne cette décision] :",
            .advice = "[Il n’y a rien d’autre à faire : un e-mail en avertit {person}."
                      "|Votre accès à l’opération {reference} est ouvert : il n’y a rien d’autre à faire."
                      "|Il n’y a rien d’autre à faire.]",
            .button = "Ouvrir Guichet",
        },
        .in[ENGLISH] = {
            .subject = "Request approved[ for {person}][: {operation}|: {reference}|: {entity}]",
            .news = "[{decider}|A manager] has approved" EN_DECIDED,
            .quote = "[{decider} writes to you|A message comes with this decision]:",
            .advice = "[There is nothing else to do: {person} is told by e-mail."
                      "|Your access to the operation {reference} is open: there is nothing else to do."
                      "|There is nothing else to do.]",
            .button = "Open Guichet",
        },
    },
    {
        .kind = MAIL_REQUEST_DECIDED,
        .by = "decision",
        .value = "invited",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Demande acceptée[ pour {person}][ : {operation}| : {reference}| : {entity}]",
            .news = "[{decider}|Un gestionnaire] a accepté" FR_DECIDED,
            .quote = "[{decider} vous écrit|Un message accompagne cette décision] :",
            .advice = "[Une invitation par e-mail est adressée à {person} ; l’accès s’ouvre dès la création du compte."
                      "|Il reste une étape : créez votre compte avec le lien qu’un autre e-mail vous apporte. L’accès "
                      "s’ouvre aussitôt après.]",
        },
        .in[ENGLISH] = {
            .subject = "Request approved[ for {person}][: {operation}|: {reference}|: {entity}]",
            .news = "[{decider}|A manager] has approved" EN_DECIDED,
            .quote = "[{decider} writes to you|A message comes with this decision]:",
            .advice = "[An invitation by e-mail goes to {person}, and the access opens once the account is created."
                      "|One step remains: create your account with the link that another e-mail brings you. The access "
                      "opens right afterwards.]",
        },
    },
    {
        .kind = MAIL_REQUEST_DECIDED,
        .by = "decision",
        .value = "queued",
        .quoted = "reason",
        .in[FRENCH] = {
            .subject = "Demande acceptée, accès en attente[ pour {person}][ : {operation}| : {reference}| : {entity}]",
            .news = "[{decider}|Un gestionnaire] a accepté" FR_DECIDED,
            .quote = "[{decider} vous écrit|Un message accompagne cette décision] :",
            .advice = "[L’accès s’ouvrira de lui-même le {begins}."
                      "|L’accès n’est pas encore ouvert : un gestionnaire d’équipe de l’entité {authority} doit aussi "
                      "donner son accord, et la question lui est posée."
                      "|L’accès n’est pas encore ouvert : il attend la publication de l’opération.]",
            .after = { "Un e-mail vous préviendra dès que l’accès sera ouvert." },
        },
        .in[ENGLISH] = {
            .subject = "Request approved, access waits[ for {person}][: {operation}|: {reference}|: {entity}]",
            .news = "[{decider}|A manager] has approved" EN_DECIDED,
            .quote = "[{decider} writes to you|A message comes with this decision]:",
            .advice = "[The access opens by itself on {begins}."
                      "|The access is not open yet: a team leader of {authority} must approve too, and has been asked."
                      "|The access is not open yet: it waits until the operation is published.]",
            .after = { "An e-mail tells you as soon as the access is open." },
        },
    },
    {
        .kind = MAIL_REQUEST_DECIDED,
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
    { 0 }
};

/* clang-format on */
