/* Letters about onboarding, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */

const struct letter_kind onboarding_letters[] = {
    {
        .kind = MAIL_LEADER,
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
    { 0 }
};

/* clang-format on */
