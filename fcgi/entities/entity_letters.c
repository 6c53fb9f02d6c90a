/* Letters about habilitations, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */

const struct letter_kind entity_letters[] = {
    {
        .kind = MAIL_HABILITATION_ACTIVATION,
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
        .kind = MAIL_HABILITATION,
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
        .kind = MAIL_HABILITATION_ENDED,
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
    { 0 }
};

/* clang-format on */
