/* Letters about accounts, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_wording.h"

/* clang-format off */
#define FR_IT_WAS_ME "Si c’était bien vous, vous n’avez rien à faire."
#define EN_IT_WAS_ME "If it was you, there is nothing to do."
#define FR_NOT_MINE \
    "Si ce n’était pas vous, choisissez aussitôt « Mot de passe oublié » sur la page de connexion : le nouveau mot " \
    "de passe met fin à toutes les sessions. Prévenez ensuite votre gestionnaire d’équipe, ou un gestionnaire de " \
    "l’opération."
#define EN_NOT_MINE \
    "If it was not you, choose “Forgotten password” on the sign-in page at once: the new password ends every " \
    "session. Then tell your team leader, or a manager of the operation."

const struct letter_kind account_letters[] = {
    {
        .kind = MAIL_CODE,
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
        .kind = MAIL_RESET,
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
        .kind = MAIL_PASSWORD_CHANGED,
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
        .kind = MAIL_NEW_BROWSER,
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
        .kind = MAIL_TOTP_CHANGED,
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
        .kind = MAIL_TOTP_CHANGED,
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
    { 0 }
};

/* clang-format on */
