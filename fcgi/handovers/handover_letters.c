/* Letters about handovers, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */
#define FR_HANDOVER_ASKED \
    "[{starter} vous demande de prendre la suite de {leaver}|{leaver} vous demande de prendre sa suite" \
    "|Il vous est demandé de prendre la suite d’un collègue][ pour l’entité {entity}]"
#define EN_HANDOVER_ASKED \
    "[{starter} asks you to take over from {leaver}|{leaver} asks you to take over" \
    "|You are asked to take over from a colleague][ at {entity}]"
#define FR_HANDOVER_WORD "[{starter} vous écrit|{leaver} vous écrit|Un message accompagne cette demande] :"
#define EN_HANDOVER_WORD "[{starter} writes to you|{leaver} writes to you|A message comes with this request]:"

const struct letter_kind handover_letters[] = {
    {
        .kind = MAIL_HANDOVER,
        .quoted = "message",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = FR_HANDOVER_ASKED,
            .news = FR_HANDOVER_ASKED "[, à compter du {starts}].[ Opérations concernées : {count}.]",
            .quote = FR_HANDOVER_WORD,
            .advice = "Ouvrez la transmission pour voir ce que vous reprendriez, puis acceptez ou refusez. Tant que "
                      "vous n’avez pas accepté, rien ne change.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ACTIVATION,
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
        .kind = MAIL_HANDOVER_WITHDRAWN,
        .in[FRENCH] = {
            .subject = "Transmission annulée[ : {leaver}][ ({entity})]",
            .news = "Il ne vous est plus demandé de prendre la suite de [{leaver}|votre collègue]"
                    "[ pour l’entité {entity}].",
            .after = { "Les accès qui vous avaient été ouverts en avance pour cette transmission sont refermés. Vos "
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
        .kind = MAIL_HANDOVER_ANSWERED,
        .by = "decision",
        .value = "accepted",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission acceptée[ par {person}][ ({entity})]",
            .news = "[{person}|Un successeur] accepte de prendre la suite de [{leaver}|la personne qui part]"
                    "[ pour l’entité {entity}].[ Opérations concernées : {count}.]",
            .advice = "Il n’y a rien d’autre à faire : le reste se fait à la date prévue, opération par opération, "
                      "sans qu’aucune ne reste sans personne.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ANSWERED,
        .by = "decision",
        .value = "refused",
        .quoted = "reason",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission refusée[ par {person}][ ({entity})]",
            .news = "[{person}|Un successeur] ne prend pas la suite de [{leaver}|la personne qui part]"
                    "[ pour l’entité {entity}].",
            .quote = "Motif indiqué :",
            .advice = "Les opérations en question restent où elles sont. Choisissez un autre successeur, ou retirez "
                      "cette part.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ANSWERED,
        .by = "decision",
        .value = "expired",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission sans réponse[ de {person}][ ({entity})]",
            .news = "[{person}|Un successeur] n’a pas répondu à temps à la demande de prendre la suite de "
                    "[{leaver}|la personne qui part][ pour l’entité {entity}].",
            .advice = "Les opérations en question restent où elles sont. Relancez cette personne, choisissez un autre "
                      "successeur, ou retirez cette part.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ENDED,
        .by = "decision",
        .value = "completed",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission terminée[ : {leaver}][ ({entity})]",
            .news = "La transmission de [{leaver}|cette personne][ pour l’entité {entity}] est terminée. Les "
                    "successeurs ont leurs accès, les anciens sont archivés.",
            .quote = "Récépissé :",
            .advice = "Gardez ce message : il dit qui a repris quoi, et quand.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ENDED,
        .by = "decision",
        .value = "expired",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission expirée[ : {leaver}][ ({entity})]",
            .news = "La transmission de [{leaver}|cette personne][ pour l’entité {entity}] a pris fin sans être "
                    "complète : une part est restée sans successeur.",
            .quote = "Ce qui a été repris :",
            .advice = "Ce qui n’a pas été repris reste où il était. Une nouvelle transmission peut être commencée à "
                      "tout moment.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_ENDED,
        .by = "decision",
        .value = "cancelled",
        .quoted = "receipt",
        .door = DOOR_HANDOVER,
        .in[FRENCH] = {
            .subject = "Transmission annulée[ : {leaver}][ ({entity})]",
            .news = "La transmission de [{leaver}|cette personne][ pour l’entité {entity}] est annulée.",
            .quote = "Ce qui avait déjà été repris :",
            .advice = "Ce qui n’avait pas été repris reste où il était.",
            .button = "Ouvrir la transmission",
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
        .kind = MAIL_HANDOVER_RECEIPT,
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
        .kind = MAIL_HANDOVER_ROLES,
        .door = DOOR_HOME,
        .in[FRENCH] = {
            .subject = "Rôles à donner après une transmission[ : {leaver}][ ({entity})]",
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
    { 0 }
};

/* clang-format on */
