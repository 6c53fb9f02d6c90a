/* Days as they are counted where somebody is. */
#include "zone.h"

#include "check.h"
#include "text.h"

#include <string.h>

static struct arena *arena;

static int64_t at(const char *time)
{
    int64_t ms = 0;

    CHECK(time_read(time, &ms));
    return ms;
}

static void names_are_known(void)
{
    static const char *const good[] = { "Europe/Paris", "America/Toronto", "America/Argentina/Buenos_Aires",
                                        "UTC",          "Etc/GMT+5",       "America/Port-au-Prince" };
    static const char *const bad[] = { "",
                                       "Europe/Atlantis",
                                       "../../etc/passwd",
                                       "/etc/localtime",
                                       "+02:00",
                                       "CET-1CEST,M3.5.0,",
                                       "Europe/../UTC",
                                       "europe/paris\n",
                                       "Europe/",
                                       "zone.tab",
                                       "Europe/Paris ",
                                       "Paris",
                                       "_/Paris",
                                       "EST5EDT,M3.2.0,M11.1.0" };

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK(zone_known(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!zone_known(bad[i]));
    CHECK(!zone_known(NULL));
}

static void ends_are_days_of_somebody(void)
{
    static const struct {
        const char *time, *reader, *giver, *french, *english;
    } cases[] = {
        { "2027-01-01T04:59:59.999Z", NULL, "America/Toronto",
          "31 décembre 2026 à minuit (fin de la journée, heure de Toronto)",
          "31 December 2026 at midnight (end of the day, Toronto time)" },
        { "2027-01-01T04:59:59.999Z", "Europe/Paris", "America/Toronto",
          "31 décembre 2026 à minuit (fin de la journée, heure de Toronto)",
          "31 December 2026 at midnight (end of the day, Toronto time)" },
        { "2027-01-01T04:59:59.999Z", "Europe/Paris", "-05:00",
          "31 décembre 2026 à minuit (fin de la journée, UTC-05:00)",
          "31 December 2026 at midnight (end of the day, UTC-05:00)" },
        { "2027-01-01T04:59:59.999Z", "Europe/Amsterdam", "-05:00x",
          "1er janvier 2027 à 5\u00a0h\u00a059 (heure d’Amsterdam)", "1 January 2027 at 5:59 (Amsterdam time)" },
        { "2027-01-01T05:00:00.000Z", "Europe/Paris", "America/New_York",
          "31 décembre 2026 à minuit (fin de la journée, heure de New York)",
          "31 December 2026 at midnight (end of the day, New York time)" },
        { "2026-12-31T22:59:59.000Z", "Europe/Paris", "America/Toronto",
          "31 décembre 2026 à minuit (fin de la journée, heure de Paris)",
          "31 December 2026 at midnight (end of the day, Paris time)" },
        { "2027-01-01T04:59:59.999Z", "Europe/Amsterdam", NULL,
          "1er janvier 2027 à 5\u00a0h\u00a059 (heure d’Amsterdam)", "1 January 2027 at 5:59 (Amsterdam time)" },
        { "2027-01-01T04:59:59.999Z", "Nowhere/Else", "Europe/Paris",
          "1er janvier 2027 à 5\u00a0h\u00a059 (heure de Paris)", "1 January 2027 at 5:59 (Paris time)" },
        { "2026-12-31T23:59:59.999Z", "UTC", NULL, "31 décembre 2026 à minuit (fin de la journée, UTC)",
          "31 December 2026 at midnight (end of the day, UTC)" },
        { "2027-01-01T04:59:59.999Z", "Etc/GMT+5", NULL, "31 décembre 2026 à minuit (fin de la journée, UTC-05:00)",
          "31 December 2026 at midnight (end of the day, UTC-05:00)" },
        { "2026-12-31T18:14:59.999Z", "Asia/Kathmandu", NULL,
          "31 décembre 2026 à minuit (fin de la journée, heure de Kathmandu)",
          "31 December 2026 at midnight (end of the day, Kathmandu time)" },
        { "2027-07-31T21:59:59.999Z", "Europe/Paris", NULL,
          "31 juillet 2027 à minuit (fin de la journée, heure de Paris)",
          "31 July 2027 at midnight (end of the day, Paris time)" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct zones zones = { cases[i].reader, cases[i].giver };

        CHECK_TEXT(zone_end(arena, at(cases[i].time), FRENCH, &zones), cases[i].french);
        CHECK_TEXT(zone_end(arena, at(cases[i].time), ENGLISH, &zones), cases[i].english);
    }
    CHECK_TEXT(zone_end(arena, at(cases[0].time), FRENCH, &(struct zones){ 0 }), NULL);
}

static void starts_are_days_of_somebody(void)
{
    struct zones paris = { "Europe/Paris", NULL }, both = { "America/Toronto", "Europe/Paris" };
    int64_t march = at("2027-02-28T23:00:00.000Z");

    CHECK_TEXT(zone_start(arena, march, FRENCH, &paris), "1er mars 2027 à 0\u00a0h\u00a000 (heure de Paris)");
    CHECK_TEXT(zone_start(arena, march, ENGLISH, &both), "1 March 2027 at 0:00 (Paris time)");
    CHECK_TEXT(zone_start(arena, march + 60000, ENGLISH, &both), "28 February 2027 at 18:01 (Toronto time)");
    CHECK_TEXT(zone_start(arena, march, ENGLISH, &(struct zones){ 0 }), NULL);

    /* The clocks of Beirut go from midnight to one o'clock: the day begins there. */
    CHECK_TEXT(
        zone_start(arena, at("2027-03-27T22:00:00.000Z"), ENGLISH, &(struct zones){ "Europe/Paris", "Asia/Beirut" }),
        "28 March 2027 at 1:00 (Beirut time)");
}

static void moments_are_of_a_place(void)
{
    int64_t noon = at("2026-11-23T12:05:00.000Z");

    CHECK_TEXT(zone_moment(arena, noon, ENGLISH, &(struct zones){ NULL, "Europe/Paris" }),
               "23 November 2026 at 13:05 (Paris time)");
    CHECK_TEXT(zone_moment(arena, noon, ENGLISH, &(struct zones){ 0 }), NULL);
    CHECK_TEXT(zone_stamp(arena, noon, "Europe/Paris"), "2026-11-23 13:05 Paris");
    CHECK_TEXT(zone_stamp(arena, noon, NULL), "2026-11-23 12:05 UTC");
    CHECK_TEXT(zone_moment(arena, at("1890-01-01T00:00:00.000Z"), ENGLISH, &(struct zones){ "UTC", NULL }),
               "1 January 1890 at 0:00 (UTC)");
}

int main(void)
{
    arena = arena_new();
    names_are_known();
    ends_are_days_of_somebody();
    starts_are_days_of_somebody();
    moments_are_of_a_place();
    arena_free(arena);
    return check_end();
}
