#include "err.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct {
    int status;
    const char *code, *title, *sentence[2]; /* FRENCH, ENGLISH */
} errors[ERR_COUNT] = {
    [OK] = { 200, "ok", "OK", { "", "" } },
    [E_BAD_REQUEST] = { 400, "bad_request", "Malformed request",
        { "La demande est mal formée\u00a0: vérifiez l’adresse et ses paramètres.",
          "The request is malformed: check its address and parameters." } },
    [E_BAD_ACTING] = { 400, "bad_acting", "Malformed Guichet-Acting",
        { "L’en-tête Guichet-Acting doit nommer une session et une entité, séparées par une espace.",
          "The header Guichet-Acting must name a session and an entity, with a space between them." } },
    [E_BAD_JSON] = { 400, "bad_json", "Malformed body",
        { "Le corps de la demande n’est pas un objet JSON valide en UTF-8, ou nomme deux fois le même champ.",
          "The body is not a valid JSON object in UTF-8, or it names a member twice." } },
    [E_BODY_CUT] = { 400, "body_cut", "Body cut short",
        { "La demande est arrivée incomplète\u00a0: envoyez-la de nouveau.",
          "The request arrived incomplete: send it again." } },
    [E_NO_SESSION] = { 401, "no_session", "Not signed in",
        { "Vous n’êtes pas connecté, ou votre session est terminée\u00a0: connectez-vous.",
          "You are not signed in, or your session has ended: sign in." } },
    [E_BAD_CREDENTIALS] = { 401, "bad_credentials", "Sign-in refused",
        { "L’adresse ou le mot de passe est inexact.",
          "The address or the password is not right." } },
    [E_BAD_CODE] = { 401, "bad_code", "Code refused",
        { "Ce code est inexact\u00a0: vérifiez le dernier message reçu.",
          "This code is not right: check the latest message you received." } },
    [E_CHALLENGE_ENDED] = { 401, "challenge_ended", "Sign-in to be started again",
        { "Ce code n’est plus valable\u00a0: connectez-vous de nouveau pour en recevoir un autre.",
          "This code is no longer valid: sign in again to receive another one." } },
    [E_FORBIDDEN] = { 403, "forbidden", "Not allowed",
        { "Vos droits ne permettent pas cette action\u00a0: adressez-vous au gestionnaire du dossier.",
          "Your rights do not allow this: ask a contact who manages the file." } },
    [E_CROSS_SITE] = { 403, "cross_site", "Request from another site",
        { "Cette demande vient d’un autre site\u00a0: ouvrez Guichet et recommencez.",
          "This request comes from another site: open Guichet and try again." } },
    [E_OWN_LINE] = { 403, "own_line", "Your own access",
        { "Vous ne pouvez ni révoquer ni rétablir votre propre accès\u00a0: demandez-le à un collègue ou au "
          "gestionnaire du dossier.",
          "You can neither revoke nor restore your own access: ask a colleague or a contact who manages the file." } },
    [E_OWN_SOURCE] = { 403, "own_source", "Source of your own access",
        { "Votre propre accès vient de cette personne, directement ou par d’autres : vous pouvez mettre fin au sien, "
          "non le lui rendre ni le prolonger. Adressez-vous à quelqu’un d’autre.",
          "Your own access comes from this person, directly or through others: you may end theirs, not give it back or "
          "extend it. Ask somebody else." } },
    [E_END_SET] = { 403, "end_set", "End set by somebody above",
        { "La date de fin a été fixée par un gestionnaire : seul un gestionnaire de même rang la reporte.",
          "The end date was set by a manager or leader: only one of at least the same standing moves it later." } },
    [E_NOT_FOUND] = { 404, "not_found", "Not found",
        { "Ceci n’existe pas ou ne vous est pas ouvert.",
          "This does not exist or is not open to you." } },
    [E_METHOD] = { 405, "method_not_allowed", "Method not allowed",
        { "Cette adresse n’accepte pas cette méthode.",
          "This address does not take this method." } },
    [E_CONFLICT] = { 409, "conflict", "Conflict with the present state",
        { "L’état a changé entre-temps\u00a0: actualisez la page et recommencez.",
          "The state has changed meanwhile: refresh the page and try again." } },
    [E_ENVIRONMENT_NEEDED] = { 409, "environment_needed", "Environment to be chosen",
        { "Choisissez d’abord l’environnement dans lequel vous agissez.",
          "Choose first the environment in which you act." } },
    [E_ACTING_FOR_ANOTHER] = { 409, "acting_for_another", "Acting for another",
        { "Entre-temps, ce navigateur agit pour une autre personne ou une autre entité\u00a0: rien n’a été fait.",
          "Meanwhile this browser acts for another person or another entity: nothing was done." } },
    [E_LAST_MANAGER] = { 409, "last_manager", "Last active manager",
        { "C’est le dernier gestionnaire actif du dossier\u00a0: ajoutez d’abord son successeur.",
          "This is the last active manager of the file: add a successor first." } },
    [E_LAST_LEADER] = { 409, "last_leader", "Last team leader",
        { "C’est le dernier gestionnaire d’équipe actif à la racine de l’organigramme\u00a0: nommez d’abord son "
          "successeur.",
          "This is the last active team leader at the root of the organisation chart: name a successor first." } },
    [E_TEAM_NOT_EMPTY] = { 409, "team_not_empty", "Team not empty",
        { "Cette équipe n’est pas vide\u00a0: déplacez d’abord ses membres, ses anciens membres et ses sous-équipes.",
          "This team is not empty: move its people, its former people and its teams first." } },
    [E_TEAM_LOOP] = { 409, "team_loop", "Team under itself",
        { "Une équipe ne peut pas être placée sous elle-même, et la racine ne se déplace pas.",
          "A team cannot be placed under itself, and the root does not move." } },
    [E_TEAM_DEPTH] = { 409, "team_depth", "Too many levels",
        { "L’organigramme compte douze niveaux au plus.", "The organisation chart has twelve levels at most." } },
    [E_TAKEN] = { 409, "taken", "Taken already",
        { "Ce nom ou cette référence est déjà pris\u00a0: choisissez-en un autre.",
          "This name or reference is taken already: choose another." } },
    [E_ADDRESS_TAKEN] = { 409, "address_taken", "Address of another account",
        { "Cette adresse est entre-temps celle d’un autre compte\u00a0: rien n’a été modifié. Choisissez-en une autre.",
          "This address has become another account’s meanwhile: nothing was changed. Choose another one." } },
    [E_CODE_OVER] = { 409, "code_over", "Code no longer valid",
        { "Ce code n’est plus valable\u00a0: recommencez le changement d’adresse pour en recevoir un autre.",
          "This code is no longer valid: start the change of address again to receive another one." } },
    [E_LINK_OVER] = { 409, "link_over", "Link no longer valid",
        { "Ce lien a déjà servi, ou son délai est passé\u00a0: rien n’a été modifié.",
          "This link has been used already, or its time has passed: nothing was changed." } },
    [E_NO_BORROWER] = { 409, "no_borrower", "No borrower",
        { "Cette opération n’a pas encore d’emprunteur\u00a0: ajoutez-en un avant de la publier.",
          "This operation has no borrower yet: add one before publishing it." } },
    [E_PART_IN_USE] = { 409, "participation_in_use", "Participation in use",
        { "Des personnes ont, ou ont eu, accès pour cette entité\u00a0: sa participation ne peut être retirée ni "
          "changer de côté.",
          "People have, or had, access for this entity: its participation can neither be removed nor change sides." } },
    [E_ALREADY_REVOKED] = { 409, "already_revoked", "Already revoked",
        { "Cet accès est déjà révoqué.",
          "This access is revoked already." } },
    [E_NOT_REVOKED] = { 409, "not_revoked", "Not revoked",
        { "Cet accès n’est pas révoqué\u00a0: il n’y a rien à rétablir.",
          "This access is not revoked: there is nothing to restore." } },
    [E_UNDO_OVER] = { 409, "undo_over", "Undo is over",
        { "Cela ne s’annule plus\u00a0: seule la personne qui l’a fait le peut, dans les dix minutes et tant que rien "
          "d’autre n’a changé. Rétablissez plutôt l’accès.",
          "This can no longer be undone: only who did it can, within ten minutes and while nothing else has changed. "
          "Restore the access instead." } },
    [E_NOT_INVITED] = { 409, "not_invited", "No invitation waits",
        { "Aucune invitation n’est en attente pour cette personne.",
          "No invitation is waiting for this person." } },
    [E_OPERATION_CLOSED] = { 409, "operation_closed", "Operation closed",
        { "Cette opération est clôturée\u00a0: seule la révocation d’un accès y est encore possible.",
          "This operation is closed: revoking an access is all that can still be done." } },
    [E_HANDOVER_OPEN] = { 409, "handover_open", "Handover under way",
        { "Une transmission est déjà en cours pour cette personne\u00a0: complétez-la, ou annulez-la d’abord.",
          "A handover is under way for this person already: mend it, or cancel it first." } },
    [E_TOO_LARGE] = { 413, "too_large", "Too large",
        { "La demande est plus longue que ce qui est accepté ici.",
          "The request is longer than what is taken here." } },
    [E_MEDIA_TYPE] = { 415, "media_type", "Unsupported media type",
        { "Le corps de la demande doit être du JSON (Content-Type: application/json).",
          "The body must be JSON (Content-Type: application/json)." } },
    [E_FIELDS] = { 422, "invalid_fields", "Fields refused",
        { "Certains champs sont à corriger.",
          "Some fields need correction." } },
    [E_KEY_REUSED] = { 422, "idempotency_key_reused", "Idempotency key used before",
        { "Cette clé d’idempotence a déjà servi à une autre demande.",
          "This idempotency key has served another request." } },
    [E_THROTTLED] = { 429, "throttled", "Too many tries",
        { "Trop de tentatives\u00a0: patientez un peu avant de recommencer.",
          "Too many tries: wait a little before the next one." } },
    [E_MANY_KEYS] = { 429, "too_many_keys", "Too many idempotency keys",
        { "Vous avez fait trop de demandes en un jour\u00a0: recommencez plus tard.",
          "You have made too many requests in one day: try again later." } },
    [E_TOO_MANY_CODES] = { 429, "too_many_codes", "Too many codes",
        { "Cinq codes ont déjà été envoyés à cette adresse en dix minutes\u00a0: saisissez le dernier reçu, ou "
          "patientez avant d’en demander un autre. Si vous n’avez rien demandé, changez votre mot de passe.",
          "Five codes have been sent to this address within ten minutes: enter the last one, or wait before you ask "
          "for another. If you did not ask for them, change your password." } },
    [E_TOO_MANY_STRANGERS] = { 429, "too_many_strangers", "Too many people without an account",
        { "Vous avez invité en vingt-quatre heures 500 personnes sans compte, le plus qu’une même personne puisse "
          "inviter\u00a0: continuez plus tard, ou laissez un collègue poursuivre.",
          "You have invited 500 people without an account within 24 hours, which is as many as one person may: go on "
          "later, or let a colleague continue." } },
    [E_INTERNAL] = { 500, "internal", "Internal error",
        { "Une erreur est survenue chez nous\u00a0; rien n’a été modifié. Réessayez plus tard.",
          "Something went wrong on our side; nothing was changed. Try again later." } },
    [E_UNAVAILABLE] = { 503, "unavailable", "Unavailable for the moment",
        { "Le service est momentanément indisponible\u00a0; rien n’a été modifié. Réessayez dans un instant.",
          "The service is unavailable for a moment; nothing was changed. Try again shortly." } },
};
/* clang-format on */

int err_status(enum err error)
{
    return errors[error].status;
}

const char *err_code(enum err error)
{
    return errors[error].code;
}

const char *err_title(enum err error)
{
    return errors[error].title;
}

const char *err_sentence(enum err error, enum language language)
{
    return errors[error].sentence[language];
}

/* Browsers list languages by preference, so the first of ours counts and weights need no reading. */
enum language language_of(const char *tag, enum language otherwise)
{
    for (; tag && *tag; tag += strcspn(tag, ","), tag += *tag == ',') {
        tag += strspn(tag, " \t");
        if (!strncasecmp(tag, "fr", 2))
            return FRENCH;
        if (!strncasecmp(tag, "en", 2))
            return ENGLISH;
    }
    return otherwise;
}

const char *language_tag(enum language language)
{
    return language == FRENCH ? "fr" : "en";
}
