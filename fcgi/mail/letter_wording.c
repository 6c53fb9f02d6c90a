#include "letter_wording.h"

#include "err.h"

#include <stddef.h>

const char *const letter_greeting[] = { [FRENCH] = "Bonjour,", [ENGLISH] = "Hello," };
const char *const letter_below[] = {
    [FRENCH] = "The same in English below.", [ENGLISH] = "Ce message figure en français ci-dessous."
};
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
        [ENGLISH] = "{person} requests access to " NAMED EN_ABOUT "." } },
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
/* clang-format on */
