/* Letters about moves to another address, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_wording.h"

/* clang-format off */

const struct letter_kind move_letters[] = {
    {
        .kind = MAIL_ADDRESS_CODE,
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
        .kind = MAIL_ADDRESS_NOTICE,
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
        .kind = MAIL_ADDRESS_NOTICE,
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
        .kind = MAIL_ADDRESS_NOTICE,
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
        .kind = MAIL_ADDRESS_NOTICE,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
            .after = { "Tell them yourself, in person or by telephone. After their approval it takes 72 hours, then "
                       "you receive a link here. Without an answer within seven days the request ends.",
                       "If you did not ask for it, ignore this message." },
        },
    },
    {
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_NEWS,
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
        .kind = MAIL_ADDRESS_PROOF,
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
        .kind = MAIL_ADDRESS_CHANGED,
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
        .kind = MAIL_ADDRESS_REQUEST,
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
            .subject = "[{name}|{person}|Somebody] has a new address: your approval is needed[ ({entity})]",
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
        .kind = MAIL_VOUCH_REQUEST,
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
            .after = { "Your answer is entered in the register. After an approval another 72 hours pass, in which the "
                       "old mailbox can object." },
        },
    },
    {
        .kind = MAIL_VOUCH_NOTICE,
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
        .kind = MAIL_ADDRESS_VOUCHED,
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
    { 0 }
};

/* clang-format on */
