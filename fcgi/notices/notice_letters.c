/* Letters about what people are told about, in both languages; letter.c fills them in. */
#include "err.h"
#include "letter_phrases.h"
#include "letter_wording.h"

/* clang-format off */
#define FR_NEWS "Voici ce qui a changé parmi les personnes dont vous suivez l’accès."
#define EN_NEWS "Here is what has changed among the people whose access you follow."
#define FR_ELSEWHERE "[Opérations qui ne sont pas détaillées ici : {elsewhere}. Ouvrez Guichet pour les voir.]"
#define EN_ELSEWHERE "[Operations that are not detailed here: {elsewhere}. Open Guichet to see them.]"

const struct letter_kind notice_letters[] = {
    {
        .kind = MAIL_NOTICES, .by = "form", .value = "line", .listed = true, .chosen = true,
        .in[FRENCH] = { .subject = "Accès à {operation} : {person}", .news = FR_NEWS },
        .in[ENGLISH] = { .subject = "Access to {operation}: {person}", .news = EN_NEWS },
    },
    {
        .kind = MAIL_NOTICES, .by = "form", .value = "operation", .listed = true, .chosen = true,
        .in[FRENCH] = { .subject = "Accès à {operation} : {count} changements", .news = FR_NEWS },
        .in[ENGLISH] = { .subject = "Access to {operation}: {count} changes", .news = EN_NEWS },
    },
    {
        .kind = MAIL_NOTICES, .by = "form", .value = "operations", .listed = true, .chosen = true,
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
        .kind = MAIL_NOTICES, .by = "form", .value = "daily", .listed = true, .chosen = true,
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
        .kind = MAIL_ENDING, .listed = true,
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
        .kind = MAIL_GATHERED, .listed = true, .door = DOOR_HOME,
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
        .kind = MAIL_UNDELIVERED,
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
        .kind = MAIL_UNDELIVERED,
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
    { 0 }
};

/* clang-format on */
